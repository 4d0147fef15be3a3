package io.siprouter.sip.sdp;

import java.util.ArrayList;
import java.util.List;

/** Splits SDP text into lines; ends are CRLF or LF, empty lines are allowed only at the end. */
final class SdpLines {

  private final String text;
  private final SdpLimits limits;
  private final List<SdpLine> lines = new ArrayList<>();
  private int count;
  private int firstEmpty = -1;

  private SdpLines(String text, SdpLimits limits) {
    this.text = text;
    this.limits = limits;
  }

  static List<SdpLine> split(String text, SdpLimits limits) throws SdpException {
    if (text.length() > limits.maxChars()) {
      throw new SdpException("text is too long", limits.maxChars());
    }
    return new SdpLines(text, limits).split();
  }

  private List<SdpLine> split() throws SdpException {
    for (int start = 0; start < text.length(); ) {
      int feed = text.indexOf('\n', start);
      int end = feed < 0 ? text.length() : feed;
      boolean carriageReturn = feed > start && text.charAt(feed - 1) == '\r';
      add(text.substring(start, carriageReturn ? end - 1 : end), start);
      start = end + 1;
    }
    return List.copyOf(lines);
  }

  private void add(String line, int offset) throws SdpException {
    if (++count > limits.maxLines()) {
      throw new SdpException("too many lines", offset);
    }
    if (line.isBlank()) {
      firstEmpty = firstEmpty < 0 ? offset : firstEmpty;
      return;
    }
    if (firstEmpty >= 0) {
      throw new SdpException("empty line in between", firstEmpty);
    }
    if (line.length() < 2 || line.charAt(1) != '=' || !isLowerCaseLetter(line.charAt(0))) {
      throw new SdpException("line is not <letter>=<value>", offset);
    }
    if (line.indexOf('\r') >= 0 || line.indexOf('\0') >= 0) {
      throw new SdpException("line holds CR or NUL", offset);
    }
    lines.add(new SdpLine(line.charAt(0), line.substring(2), offset));
  }

  private static boolean isLowerCaseLetter(char c) {
    return c >= 'a' && c <= 'z';
  }
}
