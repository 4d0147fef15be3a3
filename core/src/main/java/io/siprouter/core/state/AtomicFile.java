package io.siprouter.core.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file that is replaced as a whole: whenever the process or the machine dies, the old content is
 * there or the new one. For its owner's eyes only. One thread at a time.
 */
public final class AtomicFile {

  private final Path target;
  private final Path draft;

  public AtomicFile(Path target) {
    this.target = target;
    this.draft = target.resolveSibling(target.getFileName() + ".tmp");
  }

  public Path path() {
    return target;
  }

  /** Replaces the content; it is on the disk when this returns. */
  public void write(byte[] content) throws IOException {
    Files.deleteIfExists(draft); // of a process that was killed
    Files.createFile(
        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    writeThrough(content);
    Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceFolder();
  }

  private void writeThrough(byte[] content) throws IOException {
    try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      var bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /** A rename lasts once its folder is on the disk. */
  private void forceFolder() throws IOException {
    try (var folder = FileChannel.open(target.resolveSibling(""), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }
}
