package io.siprouter.core.registrar;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Saves bindings soon after they have changed, and again where that failed: many changes make one
 * write, and writes follow one another. Belongs to the registrar's loop; the writing is done on
 * {@code work-*}.
 */
final class WriteBehind {

  /** What a kill can cost, besides the write under way. */
  static final Duration DELAY = Duration.ofSeconds(1);

  /** A disk that is full or gone is not there again within seconds. */
  static final Duration RETRY = Duration.ofSeconds(10);

  private static final Logger log = LoggerFactory.getLogger(WriteBehind.class);

  private final RegistrationStore store;
  private final Executor work;
  private final Supplier<List<Binding>> bindings;
  private final Executor loop;
  private final Consumer<Duration> arm;
  private CompletableFuture<?> writing = CompletableFuture.completedFuture(null);
  private boolean armed;

  /** Of the last write; no two of them run at a time. */
  private boolean failed;

  /**
   * @param bindings all there are, asked on the loop
   * @param arm has {@link #due} called on the loop after that time
   */
  WriteBehind(
      RegistrationStore store,
      Executor work,
      Supplier<List<Binding>> bindings,
      Executor loop,
      Consumer<Duration> arm) {
    this.store = store;
    this.work = work;
    this.bindings = bindings;
    this.loop = loop;
    this.arm = arm;
  }

  void changed() {
    armFor(DELAY);
  }

  private void armFor(Duration delay) {
    if (!armed) {
      armed = true;
      arm.accept(delay);
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
      saved();
      return true;
    } catch (IOException e) {
      failed(e);
      loop.execute(() -> armFor(RETRY));
      return false;
    }
  }

  private void saved() {
    if (failed) {
      log.info("Registrations are saved again");
      failed = false;
    }
  }

  /** Says so once, however long it goes on. */
  private void failed(IOException why) {
    if (!failed) {
      log.warn("Registrations are not saved, a restart would lose them", why);
      failed = true;
    }
  }
}
