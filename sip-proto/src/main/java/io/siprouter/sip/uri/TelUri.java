package io.siprouter.sip.uri;

import io.siprouter.sip.Params;
import io.siprouter.sip.SipParseException;
import java.util.Optional;

/**
 * A telephone number as a URI. RFC 3966.
 *
 * @param number as written, visual separators included
 */
public record TelUri(String number, Params params) implements Uri {
  private static final String NUMBER_CHARS = "+0123456789abcdefABCDEF*#-.()";

  public TelUri {
    if (!isNumber(number)) {
      throw new IllegalArgumentException("Not a telephone number: " + number);
    }
  }

  static TelUri parseChecked(String text, int colon) throws SipParseException {
    int semicolon = text.indexOf(';', colon);
    int end = semicolon < 0 ? text.length() : semicolon;
    String number = text.substring(colon + 1, end);
    if (!isNumber(number)) {
      throw new SipParseException("Malformed telephone number", colon + 1);
    }
    return new TelUri(number, Params.parse(text, end));
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> NUMBER_CHARS.indexOf(c) >= 0);
  }

  @Override
  public String scheme() {
    return "tel";
  }

  /** The number without visual separators. */
  @Override
  public Optional<String> user() {
    var digits = new StringBuilder(number.length());
    number.chars().filter(c -> "-.()".indexOf(c) < 0).forEach(c -> digits.append((char) c));
    return Optional.of(digits.toString());
  }

  @Override
  public String toString() {
    return "tel:" + number + params;
  }
}
