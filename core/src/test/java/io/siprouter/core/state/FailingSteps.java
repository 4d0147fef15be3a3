package io.siprouter.core.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Replaces a file as ever, up to one step.
 *
 * @param at the step that is done by half or not at all
 * @param how what happens then
 */
public record FailingSteps(Step at, Failure how) implements FileSteps {

  public enum Step {
    CREATE,
    WRITE,
    FORCE,
    RENAME,
    FORCE_FOLDER
  }

  public enum Failure {
    /** The disk is full or broken, or the folder may not be written to. */
    REFUSED,
    /** The process is killed. */
    KILLED
  }

  /** Nobody catches it, as nobody does anything after a kill. */
  public static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public void create(Path draft) throws IOException {
    failAt(Step.CREATE);
    FileSteps.super.create(draft);
  }

  @Override
  public void write(FileChannel draft, ByteBuffer content) throws IOException {
    if (at == Step.WRITE) {
      FileSteps.super.write(draft, content.slice(0, content.remaining() / 2));
    }
    failAt(Step.WRITE);
    FileSteps.super.write(draft, content);
  }

  @Override
  public void force(FileChannel draft) throws IOException {
    failAt(Step.FORCE);
    FileSteps.super.force(draft);
  }

  @Override
  public void rename(Path draft, Path target) throws IOException {
    failAt(Step.RENAME);
    FileSteps.super.rename(draft, target);
  }

  @Override
  public void forceFolder(FileChannel folder) throws IOException {
    failAt(Step.FORCE_FOLDER);
    FileSteps.super.forceFolder(folder);
  }

  private void failAt(Step step) throws IOException {
    if (at == step) {
      switch (how) {
        case REFUSED -> throw new IOException("No space left on device");
        case KILLED -> throw new Killed();
      }
    }
  }
}
