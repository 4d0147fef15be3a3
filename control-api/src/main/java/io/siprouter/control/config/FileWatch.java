package io.siprouter.control.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Notices that a file was written or replaced, once it has stayed as it is from one look to the
 * next: an editor may be at it still. One thread at a time; waits for the disk.
 */
final class FileWatch {

  private final Path file;
  private String known;
  private String last;

  FileWatch(Path file) {
    this.file = file;
    this.known = state();
    this.last = known;
  }

  /** Whether the file is another one than it was, and finished; told once. */
  boolean hasChanged() {
    var now = state();
    var finished = now.equals(last);
    last = now;
    if (!finished || now.equals(known)) {
      return false;
    }
    known = now;
    return true;
  }

  /** Takes the file for known as it is: it is about to be read. */
  void note() {
    known = state();
    last = known;
  }

  private String state() {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
    } catch (IOException e) {
      return e.toString();
    }
  }
}
