package io.siprouter.core.registrar;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Saves bindings soon after they have changed: many changes make one write, and writes follow one
 * another. Belongs to the registrar's loop; the writing is done on {@code work-*}.
 */
final class WriteBehind {

  /** What a kill can cost, besides the write under way. */
  static final Duration DELAY = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(WriteBehind.class);

  private final RegistrationStore store;
  private final Executor work;
  private final Supplier<List<Binding>> bindings;
  private final Runnable arm;
  private CompletableFuture<?> writing = CompletableFuture.completedFuture(null);
  private boolean armed;

  /**
   * @param bindings all there are, asked on the loop
   * @param arm has {@link #due} called on the loop after {@link #DELAY}
   */
  WriteBehind(
      RegistrationStore store, Executor work, Supplier<List<Binding>> bindings, Runnable arm) {
    this.store = store;
    this.work = work;
    this.bindings = bindings;
    this.arm = arm;
  }

  void changed() {
    if (!armed) {
      armed = true;
      arm.run();
    }
  }

  void due() {
    armed = false;
    if (writing.isDone()) {
      var _ = write();
    } else {
      changed();
    }
  }

  /** Saves what there is now, after the write under way. */
  CompletableFuture<?> write() {
    var snapshot = bindings.get();
    writing = writing.handleAsync((_, _) -> save(snapshot), work);
    return writing;
  }

  private boolean save(List<Binding> snapshot) {
    try {
      store.save(snapshot);
      return true;
    } catch (IOException e) {
      log.warn("Registrations are not saved, a restart would lose them", e);
      return false;
    }
  }
}
