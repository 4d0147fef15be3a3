package io.siprouter.control.handler;

import io.siprouter.config.route.RouteRegression.Rerouted;
import io.siprouter.control.config.ConfigPreview;
import io.siprouter.control.view.ReroutedView;
import io.siprouter.core.history.History;
import io.siprouter.core.history.PastCalls;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the calls of the last thirty days what a configuration would do to them. Any thread. */
public final class PastRoutes {

  private static final Logger log = LoggerFactory.getLogger(PastRoutes.class);
  private static final Duration LOOK_BACK = Duration.ofDays(30);

  private final History history;
  private final InstantSource clock;

  public PastRoutes(History history, InstantSource clock) {
    this.history = history;
    this.clock = clock;
  }

  /** Those that would have gone elsewhere; empty where the history cannot be read. */
  CompletionStage<Optional<List<ReroutedView>>> rerouted(ConfigPreview preview) {
    var since = clock.instant().minus(LOOK_BACK);
    return history
        .ask(reader -> PastCalls.rerouted(reader, preview.before(), preview.after(), since))
        .thenApply(calls -> Optional.of(calls.stream().map(PastRoutes::view).toList()))
        .exceptionally(PastRoutes::unread);
  }

  private static Optional<List<ReroutedView>> unread(Throwable failure) {
    log.warn("A configuration is compared without the history", failure);
    return Optional.empty();
  }

  private static ReroutedView view(Rerouted calls) {
    return new ReroutedView(
        calls.number(),
        calls.from(),
        calls.before(),
        calls.after(),
        calls.lost(),
        calls.count(),
        calls.last());
  }
}
