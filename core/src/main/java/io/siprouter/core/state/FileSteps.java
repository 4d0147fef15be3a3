package io.siprouter.core.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The steps of replacing a file, each of which may fail. As they are, they are the real ones. */
public interface FileSteps {

  FileSteps REAL = new FileSteps() {};

  /** Makes an empty file for its owner's eyes only. */
  default void create(Path draft) throws IOException {
    Files.createFile(
        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  default void write(FileChannel draft, ByteBuffer content) throws IOException {
    while (content.hasRemaining()) {
      draft.write(content);
    }
  }

  /** Brings a draft to the disk. */
  default void force(FileChannel draft) throws IOException {
    draft.force(true);
  }

  default void rename(Path draft, Path target) throws IOException {
    Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Brings the names in a folder to the disk. */
  default void forceFolder(FileChannel folder) throws IOException {
    folder.force(true);
  }
}
