package io.siprouter.control.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.siprouter.control.feed.EventFeed;
import io.siprouter.core.history.History;
import java.util.function.IntSupplier;
import java.util.function.ToDoubleFunction;

/** What the history and the WebSockets count by themselves, read at every scrape. */
final class TellingMetrics {

  private TellingMetrics() {}

  static void bind(
      MeterRegistry registry, History history, EventFeed feed, IntSupplier webSockets) {
    records(registry, history, "written", History::recorded);
    records(registry, history, "dropped", History::dropped);
    Gauge.builder("siprouter.history.waiting", history, History::waiting)
        .description("Records of calls that wait to be written")
        .register(registry);
    Gauge.builder("siprouter.websocket.clients", webSockets::getAsInt)
        .description("WebSockets that are open")
        .register(registry);
    FunctionCounter.builder("siprouter.websocket.dropped", feed, EventFeed::missed)
        .description("Events that a WebSocket had no room for")
        .register(registry);
  }

  private static void records(
      MeterRegistry registry, History history, String outcome, ToDoubleFunction<History> count) {
    FunctionCounter.builder("siprouter.history.records", history, count)
        .description("Records of calls that are over")
        .tag("outcome", outcome)
        .register(registry);
  }
}
