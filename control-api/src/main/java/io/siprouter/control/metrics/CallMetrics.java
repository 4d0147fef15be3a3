package io.siprouter.control.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.siprouter.core.event.ServerEvent.CallAnswered;
import io.siprouter.core.event.ServerEvent.CallCreated;
import io.siprouter.core.event.ServerEvent.CallEnded;
import io.siprouter.core.event.ServerEvent.CallEvent;
import io.siprouter.core.event.ServerEvent.CallRinging;
import io.siprouter.core.event.ServerEvent.EmergencyCall;
import io.siprouter.core.event.StampedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Counts calls and what they took. Thread of the event bus. */
final class CallMetrics {

  private static final Duration[] SET_UP_BOUNDS = {
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofMinutes(1)
  };

  private static final class Running {
    final String direction;
    final Instant begin;
    boolean rang;
    boolean answered;

    Running(String direction, Instant begin) {
      this.direction = direction;
      this.begin = begin;
    }
  }

  private final MeterRegistry registry;
  private final Map<String, Running> calls = new HashMap<>();
  private final AtomicInteger active = new AtomicInteger();
  private final Timer untilRinging;
  private final Timer untilAnswer;
  private final Timer talk;
  private final Counter emergencies;

  CallMetrics(MeterRegistry registry) {
    this.registry = registry;
    Gauge.builder("siprouter.calls.active", active, AtomicInteger::get)
        .description("Calls that have not ended")
        .register(registry);
    untilRinging = setUp(registry, "ringing");
    untilAnswer = setUp(registry, "answered");
    talk =
        Timer.builder("siprouter.call.talk")
            .description("How long the parties of ended calls talked")
            .register(registry);
    emergencies =
        Counter.builder("siprouter.calls.emergency")
            .description("Calls for help")
            .register(registry);
  }

  private static Timer setUp(MeterRegistry registry, String until) {
    return Timer.builder("siprouter.call.setup")
        .description("From the first message of a call until it rings or is answered")
        .tag("until", until)
        .serviceLevelObjectives(SET_UP_BOUNDS)
        .register(registry);
  }

  void take(StampedEvent told) {
    if (told.event() instanceof CallEvent event) {
      take(event, told.at());
      active.set(calls.size());
    }
  }

  private void take(CallEvent event, Instant at) {
    switch (event) {
      case CallCreated created -> calls.put(created.callId(), new Running(created.direction(), at));
      case CallRinging(var callId) -> ringing(calls.get(callId), at);
      case CallAnswered(var callId) -> answered(calls.get(callId), at);
      case CallEnded ended -> ended(ended, calls.remove(ended.callId()));
      case EmergencyCall _ -> emergencies.increment();
      default -> {}
    }
  }

  private void ringing(@Nullable Running call, Instant at) {
    if (call != null && !call.rang) {
      call.rang = true;
      untilRinging.record(Duration.between(call.begin, at));
    }
  }

  private void answered(@Nullable Running call, Instant at) {
    if (call != null && !call.answered) {
      call.answered = true;
      untilAnswer.record(Duration.between(call.begin, at));
    }
  }

  private void ended(CallEnded ended, @Nullable Running call) {
    Counter.builder("siprouter.calls")
        .description("Calls that have ended")
        .tag("direction", call == null ? "unknown" : call.direction)
        .tag("cause", ended.cause())
        .register(registry)
        .increment();
    if (ended.durationSec() > 0) {
      talk.record(Duration.ofMillis(Math.round(1000 * ended.durationSec())));
    }
  }
}
