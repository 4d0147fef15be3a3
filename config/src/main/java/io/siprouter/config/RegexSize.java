package io.siprouter.config;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * How many characters a regular expression stands for where each counted repetition is written out,
 * as the matcher does: {@code (a{9}){9}} for 81. Says too much rather than too little, so that what
 * would fill the memory is refused before it is compiled. One use, one thread.
 */
final class RegexSize {
  private static final Pattern REPETITION =
      Pattern.compile("\\{(?<least>[0-9]{1,4})(,(?<most>[0-9]{0,4}))?}");
  private static final Pattern QUOTED = Pattern.compile("(?s)\\\\Q(?<text>.*?)(\\\\E|$)");
  private static final Pattern ESCAPED = Pattern.compile("(?s)\\\\.?");
  private static final Pattern CLASS =
      Pattern.compile("(?s)\\[\\^?\\]?(\\[:\\^?[a-z]+:\\]|\\\\.|[^\\]\\\\])*+\\]?");

  /** Beyond all bounds; times the greatest repetition it still is a long. */
  private static final long ENORMOUS = 1L << 40;

  private final Deque<Long> around = new ArrayDeque<>();
  private long sum;
  private long last;

  private RegexSize() {}

  static long of(String expression) {
    var size = new RegexSize();
    size.read(expression);
    return size.around.stream().mapToLong(Long::longValue).sum() + size.sum;
  }

  private void read(String expression) {
    for (var at = 0; at < expression.length(); ) {
      at += step(expression, at);
    }
  }

  /** Takes in what begins at an index, and says how long it is. */
  private int step(String expression, int at) {
    return switch (expression.charAt(at)) {
      case '(' -> open();
      case ')' -> close();
      case '{' -> repetition(expression, at);
      case '[' -> atom(length(CLASS, expression, at), 1);
      case '\\' -> escape(expression, at);
      default -> atom(1, 1);
    };
  }

  private int open() {
    around.push(sum);
    sum = 0;
    return 1;
  }

  private int close() {
    if (!around.isEmpty()) {
      last = Math.max(1, sum);
      sum = bounded(around.pop() + last);
    }
    return 1;
  }

  private int atom(int length, long size) {
    last = 1;
    sum = bounded(sum + size);
    return length;
  }

  private int repetition(String expression, int at) {
    var matcher = REPETITION.matcher(expression).region(at, expression.length());
    if (!matcher.lookingAt()) {
      return atom(1, 1);
    }
    var least = Long.parseLong(matcher.group("least"));
    var most = matcher.group("most");
    var times = most == null || most.isEmpty() ? least + 1 : Math.max(least, Long.parseLong(most));
    sum = bounded(sum - last + last * times);
    last = bounded(last * times);
    return matcher.end() - at;
  }

  private int escape(String expression, int at) {
    var quoted = QUOTED.matcher(expression).region(at, expression.length());
    return quoted.lookingAt()
        ? atom(quoted.end() - at, quoted.group("text").length())
        : atom(length(ESCAPED, expression, at), 1);
  }

  private static int length(Pattern part, String expression, int at) {
    var matcher = part.matcher(expression).region(at, expression.length());
    return matcher.lookingAt() ? matcher.end() - at : 1;
  }

  private static long bounded(long size) {
    return Math.min(size, ENORMOUS);
  }
}
