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

/** The last words of log files: the ladder of their SIP messages, else their last lines. */
final class LogTail {
  private static final int LINES = 60;
  private static final Pattern COLOURS_AND_JUMPS = Pattern.compile("\\x1b\\[[0-9;]*[A-Za-z]|\\r");

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
    var lines = plainLines(log);
    var ladder = SipLadder.of(lines);
    return "--- %s%n%s%n".formatted(log, last(ladder.isEmpty() ? lines : ladder));
  }

  private static List<String> plainLines(Path log) {
    try {
      var text = Files.readString(log, ISO_8859_1);
      return COLOURS_AND_JUMPS.matcher(text).replaceAll("").lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String last(List<String> lines) {
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
  }
}
