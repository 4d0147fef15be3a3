package io.siprouter.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/**
 * One thing that is wrong with a configuration.
 *
 * @param path where, as a JSON path: {@code $.devices[1].extension}; a line and column when the
 *     text is not JSON
 * @param found what is there, as the rest of a sentence: {@code is 70000}; never a secret
 * @param allowed what may be there instead
 */
public record Fault(String path, String found, String allowed) {
  private static final int LONGEST_PATH = 400;

  /** Names of fields are anybody's, so that they may be endless or look like another line. */
  public Fault {
    path =
        (path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH) + "...")
            .replaceAll("\\p{Cc}", "?");
  }

  /** A file that cannot be read. */
  public static Fault unreadable(IOException e) {
    return new Fault("$", "cannot be read (" + why(e) + ")", "a readable file");
  }

  private static String why(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "there is no such file";
      case AccessDeniedException _ -> "this user may not read it";
      case FileSystemException other -> String.valueOf(other.getReason());
      default -> String.valueOf(e.getMessage());
    };
  }

  @Override
  public String toString() {
    return path + " " + found + "; allowed: " + allowed;
  }
}
