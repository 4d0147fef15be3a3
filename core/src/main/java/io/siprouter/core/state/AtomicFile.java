package io.siprouter.core.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that is replaced as a whole: whenever the process or the machine dies, the old content is
 * there or the new one. For its owner's eyes only. One thread at a time.
 */
public final class AtomicFile {

  private final Path target;
  private final Path draft;
  private final FileSteps steps;

  public AtomicFile(Path target) {
    this(target, FileSteps.REAL);
  }

  /**
   * @param steps how the file is replaced
   */
  public AtomicFile(Path target, FileSteps steps) {
    this.target = target;
    this.draft = target.resolveSibling(target.getFileName() + ".tmp");
    this.steps = steps;
  }

  public Path path() {
    return target;
  }

  /**
   * Replaces the content; it is on the disk when this returns. What fails leaves no draft behind,
   * and where the last step fails the new content is there already.
   */
  public void write(byte[] content) throws IOException {
    Files.deleteIfExists(draft); // of a process that was killed
    try {
      steps.create(draft);
      writeThrough(content);
      steps.rename(draft, target);
      forceFolder();
    } catch (IOException e) {
      discardDraft(e);
      throw e;
    }
  }

  private void writeThrough(byte[] content) throws IOException {
    try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      steps.write(channel, ByteBuffer.wrap(content));
      steps.force(channel);
    }
  }

  /** A rename lasts once its folder is on the disk. */
  private void forceFolder() throws IOException {
    try (var folder = FileChannel.open(target.resolveSibling(""), StandardOpenOption.READ)) {
      steps.forceFolder(folder);
    }
  }

  /** A disk that is full needs the room. */
  private void discardDraft(IOException why) {
    try {
      Files.deleteIfExists(draft);
    } catch (IOException e) {
      why.addSuppressed(e);
    }
  }
}
