package io.siprouter.sip.uri;

import io.siprouter.sip.Syntax;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Percent escapes of SIP URIs. RFC 3261 §25.1 escaped, §19.1.2. */
final class Escapes {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final String MARKS = "-_.!~*'()";
  static final String USER_MARKS = MARKS + "&=+$,;?/";
  static final String PARAM_MARKS = MARKS + "[]/:&+$";

  private Escapes() {}

  static boolean isEscape(String text, int percent) {
    return percent + 2 < text.length()
        && HexFormat.isHexDigit(text.charAt(percent + 1))
        && HexFormat.isHexDigit(text.charAt(percent + 2));
  }

  /** The text with all its well-formed escapes resolved as UTF-8. */
  static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    var bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%' && isEscape(text, i)) {
        bytes.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
        i += 2;
      } else {
        bytes.write(c);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  static String encode(String text, String marks) {
    var escaped = new StringBuilder(text.length());
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      append(escaped, b, marks);
    }
    return escaped.toString();
  }

  private static void append(StringBuilder out, byte b, String marks) {
    char c = (char) (b & 0xff);
    if (Syntax.isLetterOrDigit(c) || marks.indexOf(c) >= 0) {
      out.append(c);
    } else {
      out.append('%').append(HEX.toHexDigits(b));
    }
  }

  /**
   * The form under which two escaped texts are equal: escapes of unreserved characters are
   * resolved, all others keep theirs in upper case, since {@code %3B} and {@code ;} differ. RFC
   * 3261 §19.1.4.
   */
  static String normalised(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    var normal = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '%' && isEscape(text, i)) {
        append(normal, (byte) HexFormat.fromHexDigits(text, i + 1, i + 3), MARKS);
        i += 2;
      } else {
        normal.append(text.charAt(i));
      }
    }
    return normal.toString();
  }
}
