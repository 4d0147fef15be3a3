package io.siprouter.core.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** One line per SIP message of a peer's log, arrows as the peer sees them. */
final class SipLadder {
  private static final String WORD = "(\\S+)";

  /** What Asterisk, baresip and SIPp write above a message, and the arrow it means. */
  private static final List<Heading> HEADINGS =
      List.of(
          new Heading(
              "\\[\\S+ " + WORD + "\\] .*<--- Received SIP .* from " + WORD + " --->", "$1 <- $2"),
          new Heading(
              "\\[\\S+ " + WORD + "\\] .*<--- Transmit.* SIP .* to " + WORD + " --->", "$1 -> $2"),
          new Heading("(?:UDP|TCP) " + WORD + " -> " + WORD, "$1 -> $2"),
          new Heading("(?:UDP|TCP) message sent.*", "->"),
          new Heading("(?:UDP|TCP) message received.*", "<-"));

  private final List<String> steps = new ArrayList<>();
  private String arrow = "";
  private String startLine = "";

  private SipLadder() {}

  private record Heading(Pattern pattern, String arrow) {
    Heading(String regex, String arrow) {
      this(Pattern.compile(regex), arrow);
    }
  }

  static List<String> of(List<String> log) {
    var ladder = new SipLadder();
    log.forEach(ladder::read);
    return ladder.steps;
  }

  /** A message counts once its CSeq is read: with a response it tells what was answered. */
  private void read(String line) {
    for (var heading : HEADINGS) {
      var matcher = heading.pattern().matcher(line);
      if (matcher.matches()) {
        arrow = matcher.replaceFirst(heading.arrow());
        startLine = "";
        return;
      }
    }
    if (startLine.isEmpty()) {
      startLine = line.strip();
    } else if (!arrow.isEmpty() && line.startsWith("CSeq:")) {
      steps.add("%s  %s  [%s]".formatted(arrow, startLine, line.substring(5).strip()));
      arrow = "";
    }
  }
}
