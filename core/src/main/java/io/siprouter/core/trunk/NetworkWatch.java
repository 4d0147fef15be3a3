package io.siprouter.core.trunk;

import io.siprouter.core.loop.EventLoop;
import io.siprouter.core.loop.EventLoops;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when the network of this machine changes. Its own loop {@code network-watch} remembers what
 * it looked like; the looking is done on {@code work-*}.
 */
final class NetworkWatch implements AutoCloseable {

  private enum Deadline {
    LOOK
  }

  static final Duration PERIOD = Duration.ofSeconds(3);

  private static final Logger log = LoggerFactory.getLogger(NetworkWatch.class);

  private final EventLoop<Deadline> loop;
  private final Executor work;
  private final Supplier<NetworkView> look;
  private final Runnable changed;
  private @Nullable NetworkView last;

  /**
   * @param look asks the operating system, on {@code work}
   * @param changed told on the watch's loop
   */
  NetworkWatch(EventLoops loops, Executor work, Supplier<NetworkView> look, Runnable changed) {
    this.work = work;
    this.look = look;
    this.changed = changed;
    this.loop = loops.start("network-watch", Deadline.class, this::stumble);
  }

  /** Begins to look, now and every few seconds. */
  void start() {
    loop.execute(this::look);
  }

  private void look() {
    loop.schedule(Deadline.LOOK, PERIOD, this::look);
    work.execute(
        () -> {
          var view = look.get();
          loop.execute(() -> compare(view));
        });
  }

  private void compare(NetworkView view) {
    var before = last;
    last = view;
    if (before != null && !before.equals(view)) {
      log.info("The network has changed: {}", view);
      changed.run();
    }
  }

  /** The next look is armed already. */
  private void stumble(RuntimeException fault) {
    log.error("Looking at the network failed", fault);
  }

  @Override
  public void close() {
    loop.close();
  }
}
