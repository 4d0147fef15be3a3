package io.siprouter.core.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The last words of log files, without colours and cursor jumps. */
final class LogTail {
  private static final int LINES = 60;
  private static final Pattern ESCAPES = Pattern.compile("\\x1b\\[[0-9;]*[A-Za-z]|\\r");

  private LogTail() {}

  /** Of those that were written to after that time. */
  static String since(Instant start, List<Path> logs) {
    return logs.stream()
        .filter(log -> writtenAfter(log, start))
        .map(LogTail::of)
        .collect(Collectors.joining());
  }

  private static boolean writtenAfter(Path log, Instant start) {
    try {
      return Files.exists(log) && Files.getLastModifiedTime(log).toInstant().isAfter(start);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String of(Path log) {
    try {
      var lines = Files.readAllLines(log, ISO_8859_1);
      var last = lines.subList(Math.max(0, lines.size() - LINES), lines.size());
      var text = ESCAPES.matcher(String.join("\n", last)).replaceAll("");
      return "--- %s%n%s%n".formatted(log, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
