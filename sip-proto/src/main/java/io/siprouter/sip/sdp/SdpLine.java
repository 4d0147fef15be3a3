package io.siprouter.sip.sdp;

import java.util.List;

/**
 * One line of an SDP text, without its line end.
 *
 * @param offset where the line starts in the text [chars]
 */
record SdpLine(char type, String value, int offset) {

  /** The value's words; blanks around and between them do not count. */
  List<String> words() {
    String stripped = value.strip();
    return stripped.isEmpty() ? List.of() : List.of(stripped.split(" +", -1));
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

  static boolean isDigits(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
