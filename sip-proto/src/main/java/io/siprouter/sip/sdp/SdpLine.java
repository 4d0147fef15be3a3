package io.siprouter.sip.sdp;

import io.siprouter.sip.Syntax;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of an SDP text, without its line end.
 *
 * @param offset where the line starts in the text [chars]
 */
record SdpLine(char type, String value, int offset) {

  /** The value's words; blanks around and between them do not count. */
  List<String> words() {
    return words(value, Integer.MAX_VALUE);
  }

  /**
   * The words of a text, the last of them with all the rest if there are more than {@code most}.
   */
  static List<String> words(String text, int most) {
    String stripped = text.strip();
    var words = new ArrayList<String>();
    int start = 0;
    while (start < stripped.length()) {
      int blank = stripped.indexOf(' ', start);
      int end = blank < 0 || words.size() == most - 1 ? stripped.length() : blank;
      words.add(stripped.substring(start, end));
      start = end;
      while (start < stripped.length() && stripped.charAt(start) == ' ') {
        start++;
      }
    }
    return List.copyOf(words);
  }

  boolean is(char wanted) {
    return type == wanted;
  }

  SdpException fault(String reason) {
    return new SdpException(reason, offset);
  }

  /** Reads decimal digits, nothing else, of the range min to max. */
  int number(String digits, int min, int max, String what) throws SdpException {
    long number = digits.length() <= 10 && isDigits(digits) ? Long.parseLong(digits) : -1;
    if (number < min || number > max) {
      throw fault(what + " is not a number of " + min + " to " + max);
    }
    return (int) number;
  }

  /** Reads an unsigned 64-bit number: o= lines carry NTP time stamps. */
  long unsignedLong(String digits, String what) throws SdpException {
    if (isDigits(digits)) {
      try {
        return Long.parseUnsignedLong(digits);
      } catch (NumberFormatException _) {
        throw fault(what + " is larger than 64 bits");
      }
    }
    throw fault(what + " is not a number");
  }

  static boolean holdsControl(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!Syntax.isDigit(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
