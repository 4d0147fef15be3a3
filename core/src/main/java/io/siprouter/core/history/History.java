package io.siprouter.core.history;

import io.siprouter.config.HistorySection;
import io.siprouter.core.event.EventBus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The calls that are over. Records them from events, on a thread of its own; answers questions on
 * two others. Any thread may ask, none waits.
 */
public final class History implements AutoCloseable {

  private static final int READERS = 2;
  private static final int QUESTIONS = 64;

  private final HistoryReader reader;
  private final HistoryWriter writer;
  private volatile Supplier<HistorySection> settings;
  private final List<Consumer<CallRecord>> listeners = new CopyOnWriteArrayList<>();
  private final ThreadPoolExecutor readers =
      new ThreadPoolExecutor(
          READERS,
          READERS,
          1,
          TimeUnit.MINUTES,
          new ArrayBlockingQueue<>(QUESTIONS),
          Thread.ofPlatform().name("history-read-", 1).daemon().factory());

  private History(Path state, HistorySection settings, InstantSource clock) {
    var store = new HistoryStore(state.resolve(HistoryFile.NAME), clock);
    this.settings = () -> settings;
    this.reader = new HistoryReader(state);
    this.writer = new HistoryWriter(store, () -> this.settings.get(), this::tell);
  }

  /**
   * Records every call that begins from now on.
   *
   * @param state the folder of the daemon's state, which exists
   * @param settings what is to be kept
   */
  public static History start(
      Path state, HistorySection settings, InstantSource clock, EventBus events) {
    var history = new History(state, settings, clock);
    history.writer.start();
    events.observe(new CallRecorder(history.writer::offer));
    return history;
  }

  /** Keeps from now on what somebody says who is asked now and again. */
  public void follow(Supplier<HistorySection> changing) {
    settings = changing;
  }

  /**
   * Tells a listener of every record from now on, once it is in the file.
   *
   * @param listener called on the thread that writes; does no more than to hand the record on
   */
  public void onRecorded(Consumer<CallRecord> listener) {
    listeners.add(listener);
  }

  private void tell(CallRecord call) {
    listeners.forEach(listener -> listener.accept(call));
  }

  /** A question to the file, which may take its time. */
  public interface Question<T> {
    T put(HistoryReader reader) throws IOException;
  }

  /**
   * Puts a question. It fails with an {@link IOException} where the file cannot be read, and with a
   * {@link RejectedExecutionException} where too many questions wait.
   */
  public <T> CompletableFuture<T> ask(Question<T> question) {
    var answer = new CompletableFuture<T>();
    try {
      readers.execute(() -> answer(question, answer));
    } catch (RejectedExecutionException e) {
      answer.completeExceptionally(e);
    }
    return answer;
  }

  private <T> void answer(Question<T> question, CompletableFuture<T> answer) {
    try {
      answer.complete(question.put(reader));
    } catch (IOException | RuntimeException | LinkageError e) {
      answer.completeExceptionally(e);
    }
  }

  /** How many records wait to be written. */
  public int waiting() {
    return writer.waiting();
  }

  /** How many records were written since the start. */
  public long recorded() {
    return writer.recorded();
  }

  /** How many records have been lost since the start. */
  public long dropped() {
    return writer.dropped();
  }

  /** Writes what waits, for a few seconds at most. Idempotent. */
  @Override
  public void close() {
    writer.close();
    readers.shutdown();
  }
}
