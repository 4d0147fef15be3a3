package io.siprouter.control.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * A file that grows to 5 MiB and then becomes {@code .1}, which becomes {@code .2}, up to {@code
 * .4}. For its owner's eyes only. One thread at a time.
 */
final class RotatingFile implements AutoCloseable {

  static final long MAX_BYTES = 5 << 20;
  private static final int OLD = 4;

  private final Path path;
  private Optional<FileChannel> channel = Optional.empty();

  RotatingFile(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  void append(byte[] line) throws IOException {
    var open = open();
    if (open.size() + line.length > MAX_BYTES) {
      rotate();
      open = open();
    }
    var rest = ByteBuffer.wrap(line);
    while (rest.hasRemaining()) {
      open.write(rest);
    }
  }

  private FileChannel open() throws IOException {
    if (channel.isEmpty()) {
      channel =
          Optional.of(
              FileChannel.open(
                  path,
                  Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                  PosixFilePermissions.asFileAttribute(
                      PosixFilePermissions.fromString("rw-------"))));
    }
    return channel.get();
  }

  private void rotate() throws IOException {
    close();
    for (int i = OLD - 1; i >= 1; i--) {
      if (Files.exists(old(i))) {
        Files.move(old(i), old(i + 1), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.move(path, old(1), StandardCopyOption.REPLACE_EXISTING);
  }

  private Path old(int number) {
    return path.resolveSibling(path.getFileName() + "." + number);
  }

  @Override
  public void close() throws IOException {
    if (channel.isPresent()) {
      channel.get().close();
      channel = Optional.empty();
    }
  }
}
