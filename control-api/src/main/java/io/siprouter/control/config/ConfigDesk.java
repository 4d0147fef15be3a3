package io.siprouter.control.config;

import io.siprouter.config.ConfigException;
import io.siprouter.config.ConfigText;
import io.siprouter.core.event.EventBus;
import io.siprouter.core.state.FileSteps;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes all wishes about the configuration, one after the other: of programs, of whoever edits the
 * file, of SIGHUP. Any thread may ask; what is done is done on a platform thread {@code config},
 * where answers come.
 */
public final class ConfigDesk implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ConfigDesk.class);
  private static final int MOST_WAITING = 16;
  private static final Duration LAST_PATIENCE = Duration.ofSeconds(5);

  /** How often the file is looked at. */
  private static final Duration PERIOD = Duration.ofSeconds(1);

  /** Too many wait already. */
  public static final class Busy extends Exception {
    private static final long serialVersionUID = 1;
  }

  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("config").factory());
  private final Semaphore places = new Semaphore(MOST_WAITING);
  private final ConfigStore store;
  private final FileWatch watch;

  private ConfigDesk(ConfigStore store) {
    this.store = store;
    this.watch = new FileWatch(store.path());
  }

  /**
   * Opens it for a configuration that is in force.
   *
   * @param file where it was read from
   * @param state the folder of the daemon's state
   * @param follower told of every change
   */
  public static ConfigDesk open(
      Path file, ConfigText started, Path state, ConfigFollower follower, EventBus events)
      throws IOException {
    var store = new ConfigStore(file, started, state, follower, events, FileSteps.REAL);
    return new ConfigDesk(store);
  }

  /** Follows the file from now on, and reads it on SIGHUP. */
  public void watch() {
    HangUpSignal.onEach(() -> thread.execute(() -> guarded(this::reload)));
    var _ =
        thread.scheduleWithFixedDelay(
            () -> guarded(this::look), 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void reload() {
    watch.note();
    store.reloadAll("sighup");
  }

  private void look() {
    if (watch.hasChanged()) {
      store.reload("file");
    }
  }

  /** A fault of our own is told, and the next wish is served. */
  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      log.error("The configuration was not looked at", e);
    }
  }

  /** What is in force. Any thread. */
  public ConfigSnapshot current() {
    return store.current();
  }

  /** What a configuration would change; fails with {@link ConfigException} where it is wrong. */
  public CompletionStage<ConfigPreview> preview(byte[] json) {
    return ask(() -> store.preview(json));
  }

  /**
   * Replaces the configuration.
   *
   * @param expected the tag of what is to be replaced, as a field {@code If-Match} has it
   */
  public CompletionStage<ConfigOutcome> put(byte[] json, String expected, String by) {
    return ask(() -> store.put(json, expected, by));
  }

  /**
   * Takes up one that was in force before.
   *
   * @param number empty for the one before this
   */
  public CompletionStage<ConfigOutcome> rollBack(OptionalInt number, String by) {
    return ask(() -> store.rollBack(number, by));
  }

  /** What was in force before, youngest first. */
  public CompletionStage<List<ConfigVersion>> versions() {
    return ask(store::versions);
  }

  /** What is done on the thread. */
  @FunctionalInterface
  private interface Wish<T> {
    T grant() throws ConfigException, IOException;
  }

  /** Fails with {@link Busy} where too many wait. */
  private <T> CompletionStage<T> ask(Wish<T> wish) {
    if (!places.tryAcquire()) {
      return CompletableFuture.failedStage(new Busy());
    }
    var answer = new CompletableFuture<T>();
    thread.execute(
        () -> {
          places.release();
          try {
            answer.complete(wish.grant());
          } catch (ConfigException | IOException | RuntimeException e) {
            answer.completeExceptionally(e);
          }
        });
    return answer;
  }

  /** Lets the wish that is being served be served, and no other. */
  @Override
  public void close() {
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    thread.shutdown();
    try {
      if (!thread.awaitTermination(LAST_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        log.warn("The configuration is still being changed");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
