package io.siprouter.core.loop;

import java.util.function.Consumer;

/** Makes event loops: virtual threads in the daemon, stepped ones on a fake clock in tests. */
public interface EventLoops {

  /**
   * A new running loop.
   *
   * @param name the name of its thread, shown in logs
   * @param keys the enum of its deadlines
   * @param onFailure told of a task that threw, on the loop
   */
  <K extends Enum<K>> EventLoop<K> start(
      String name, Class<K> keys, Consumer<RuntimeException> onFailure);

  /** Loops on virtual threads and the system's monotonic clock. */
  static EventLoops virtual() {
    return VirtualEventLoop::start;
  }
}
