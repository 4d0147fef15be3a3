package io.siprouter.core.trace;

import io.siprouter.core.trace.Ladder.Participant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A ladder as text for terminals of any kind: a column for everybody, arrows between them. ASCII,
 * since nobody knows the reader's character set.
 */
public final class LadderText {
  private static final int TIME_WIDTH = 12;
  private static final int MARGIN = 11;
  private static final int GAP = 34;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}|[\\x80-\\x9f]");
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Ladder ladder;
  private final List<String> columns = new ArrayList<>();
  private final Map<String, Integer> columnOf = new HashMap<>();
  private final StringBuilder text = new StringBuilder();

  private LadderText(Ladder ladder) {
    this.ladder = ladder;
    for (var participant : ladder.participants()) {
      if (columns.size() == 1) {
        columns.add("siprouter");
      }
      columnOf.put(participant.legId(), columns.size());
      columns.add(participant.name());
    }
    if (columns.size() == 1) {
      columns.add("siprouter");
    }
  }

  /** The whole page, lines ended by line feeds. */
  public static String of(Ladder ladder) {
    return new LadderText(ladder).page();
  }

  private String page() {
    heading();
    line("", names(columns));
    line("", names(addresses()));
    line("", bars());
    ladder.rows().forEach(this::row);
    line("", bars());
    return text.toString();
  }

  private void heading() {
    var end = ladder.cause().isEmpty() ? "" : "  ended: " + ladder.cause();
    text.append(
        "Call %s  %s  %s -> %s%s\n\n"
            .formatted(
                ladder.callId(),
                CLOCK.format(ladder.start()),
                cut(ladder.from(), GAP),
                cut(ladder.to(), GAP),
                end));
  }

  private List<String> addresses() {
    var addresses = new ArrayList<String>();
    for (var participant : ladder.participants()) {
      if (addresses.size() == 1) {
        addresses.add("");
      }
      addresses.add(shown(participant));
    }
    return addresses;
  }

  private static String shown(Participant participant) {
    return participant.address().isEmpty() ? participant.kind() : participant.address();
  }

  private void row(LadderRow row) {
    var line = bars();
    int leg = columnOf.getOrDefault(row.legId(), 0);
    int left = at(Math.min(leg, 1));
    int right = at(Math.max(leg, 1));
    switch (row) {
      case LadderRow.Message message ->
          arrow(line, left, right, '-', label(message), isToTheRight(message, leg));
      case LadderRow.Media media -> {
        arrow(line, left, right, '=', label(media), true);
        line.setCharAt(left + 1, '<');
      }
      case LadderRow.Digit digit -> arrow(line, left, right, '~', label(digit), leg == 0);
    }
    line(time(row.atMs()), line);
  }

  /** The caller stands on our left, everybody else on our right. */
  private static boolean isToTheRight(LadderRow.Message message, int leg) {
    return (message.direction() == TraceDirection.RECV) == (leg == 0);
  }

  private static String label(LadderRow.Message message) {
    return message.label()
        + (message.description() ? " (SDP)" : "")
        + (message.times() > 1 ? " x" + message.times() : "");
  }

  private static String label(LadderRow.Media media) {
    return String.format(
        Locale.ROOT,
        "RTP %s %.1fs loss %.1f%%",
        media.codec(),
        media.durationMs() / 1_000,
        media.lossPercent());
  }

  private static String label(LadderRow.Digit digit) {
    return "DTMF " + digit.digit() + " " + digit.durationMs() + "ms";
  }

  private static void arrow(
      StringBuilder line, int left, int right, char shaft, String label, boolean toTheRight) {
    for (int i = left + 1; i < right; i++) {
      line.setCharAt(i, shaft);
    }
    line.setCharAt(toTheRight ? right - 1 : left + 1, toTheRight ? '>' : '<');
    var fitting = cut(label, GAP - 7);
    int from = (left + right - fitting.length() - 2) / 2 + 1;
    line.replace(from, from + fitting.length() + 2, " " + fitting + " ");
  }

  /** As much as fits of what strangers have written, without what a terminal would obey. */
  private static String cut(String text, int length) {
    var harmless = CONTROL.matcher(text).replaceAll("?");
    return harmless.length() > length ? harmless.substring(0, length - 1) + "." : harmless;
  }

  private StringBuilder bars() {
    var line = new StringBuilder(" ".repeat(width()));
    for (int i = 0; i < columns.size(); i++) {
      line.setCharAt(at(i), '|');
    }
    return line;
  }

  private StringBuilder names(List<String> names) {
    var line = new StringBuilder(" ".repeat(width()));
    for (int i = 0; i < names.size(); i++) {
      var name = cut(names.get(i), GAP - 2);
      int from = Math.max(0, at(i) - name.length() / 2);
      line.replace(from, from + name.length(), name);
    }
    return line;
  }

  private int width() {
    return at(columns.size() - 1) + GAP / 2 + 1;
  }

  private static int at(int column) {
    return MARGIN + column * GAP;
  }

  private static String time(double atMs) {
    return String.format(Locale.ROOT, "%+.3f", atMs / 1_000);
  }

  private void line(String time, StringBuilder line) {
    text.append(("%" + TIME_WIDTH + "s ").formatted(time)).append(line.toString().stripTrailing());
    text.append('\n');
  }
}
