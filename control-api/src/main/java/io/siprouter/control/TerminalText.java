package io.siprouter.control;

import java.util.regex.Pattern;

/** Text of strangers, made fit for a terminal. */
final class TerminalText {

  /** What a terminal would obey. */
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\x80-\\x9f&&[^\n\t]]");

  private TerminalText() {}

  static String harmless(String text) {
    return CONTROL.matcher(text.replace("\r\n", "\n")).replaceAll("?");
  }
}
