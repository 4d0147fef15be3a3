package io.siprouter.control;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder a daemon keeps its state in, held by one daemon at a time. */
final class StateFolder implements AutoCloseable {

  private final FileChannel lock;

  private StateFolder(FileChannel lock) {
    this.lock = lock;
  }

  /**
   * Makes the folder where it is missing, for its owner only, and takes it.
   *
   * @throws IOException if it cannot be made, or another daemon has it
   */
  static StateFolder take(Path folder) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    var channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isTaken(channel)) {
      channel.close();
      throw new IOException("another siprouter runs with the state folder " + folder);
    }
    return new StateFolder(channel);
  }

  private static boolean isTaken(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException _) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
