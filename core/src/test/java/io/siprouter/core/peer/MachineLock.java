package io.siprouter.core.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/**
 * Lets the builds of one user take turns: real peers have fixed addresses, so two test classes at a
 * time would answer for each other. The system takes it back from a JVM that dies.
 */
final class MachineLock implements AutoCloseable {
  private final FileLock lock;

  private MachineLock(FileLock lock) {
    this.lock = lock;
  }

  /** Waits for the build that has it. */
  static MachineLock take() {
    try {
      Files.createDirectories(Peer.cacheFolder());
      var file = Peer.cacheFolder().resolve("peers.lock");
      var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      var lock = channel.tryLock();
      if (lock == null) {
        System.err.println(
            "Another build on this machine uses the real peers; waiting for its end");
        lock = channel.lock();
      }
      return new MachineLock(lock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      lock.acquiredBy().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
