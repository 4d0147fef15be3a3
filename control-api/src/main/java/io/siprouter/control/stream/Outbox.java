package io.siprouter.control.stream;

import io.vertx.core.Context;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The messages that wait for one WebSocket. Any thread may add; the socket's own context sends them
 * as fast as they are taken.
 */
final class Outbox {

  private final ServerWebSocket socket;
  private final Context context;
  private final BlockingQueue<String> waiting;
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final Runnable onEmpty;
  private long lastProgressNanos = System.nanoTime();

  /**
   * @param onEmpty told on the context that nothing waits any more
   */
  Outbox(ServerWebSocket socket, Context context, int capacity, Runnable onEmpty) {
    this.socket = socket;
    this.context = context;
    this.waiting = new ArrayBlockingQueue<>(capacity);
    this.onEmpty = onEmpty;
    socket.drainHandler(_ -> send());
  }

  /** Adds a message; false where too many wait. */
  boolean offer(String text) {
    var added = waiting.offer(text);
    wake();
    return added;
  }

  /** Sends what waits, and tells soon if nothing does. */
  void wake() {
    if (scheduled.compareAndSet(false, true)) {
      context.runOnContext(_ -> send());
    }
  }

  /**
   * Whether the other end has taken nothing for so long although something waits. On the context.
   */
  boolean isStalled(Duration patience) {
    if (!socket.writeQueueFull()) {
      lastProgressNanos = System.nanoTime();
    }
    return System.nanoTime() - lastProgressNanos > patience.toNanos();
  }

  private void send() {
    scheduled.set(false);
    if (socket.isClosed()) {
      waiting.clear();
      return;
    }
    while (!socket.writeQueueFull()) {
      lastProgressNanos = System.nanoTime();
      var text = waiting.poll();
      if (text == null) {
        onEmpty.run();
        return;
      }
      var _ = socket.writeTextMessage(text);
    }
  }
}
