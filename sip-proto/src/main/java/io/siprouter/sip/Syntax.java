package io.siprouter.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The lexical rules that all SIP headers share. RFC 3261 §25.1. */
public final class Syntax {
  private static final String TOKEN_MARKS = "-.!%*_+`'~";
  private static final int CASE_BIT = 0x20;
  private static final boolean[] TOKEN = new boolean[128];

  static {
    for (char c = 0; c < TOKEN.length; c++) {
      TOKEN[c] = isLetterOrDigit(c) || TOKEN_MARKS.indexOf(c) >= 0;
    }
  }

  private Syntax() {}

  public static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
  }

  public static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  public static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }

  public static boolean isTokenChar(char c) {
    return c < TOKEN.length && TOKEN[c];
  }

  public static boolean isToken(String text) {
    return !text.isEmpty() && endOfToken(text, 0) == text.length();
  }

  /** The index of the first character from {@code start} that cannot be part of a token. */
  public static int endOfToken(String text, int start) {
    int i = start;
    while (i < text.length() && isTokenChar(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** The index of the first character from {@code start} that is neither space nor tab. */
  public static int skipSpace(String text, int start) {
    int i = start;
    while (i < text.length() && isSpace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** Without spaces and tabs at both ends. */
  public static String trim(String text) {
    return trim(text, 0, text.length());
  }

  /** The part from {@code start} to {@code end} without spaces and tabs at both ends. */
  public static String trim(String text, int start, int end) {
    int from = start;
    int to = end;
    while (from < to && isSpace(text.charAt(from))) {
      from++;
    }
    while (to > from && isSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  /** Whether both are the same name in whatever case; most are told apart by their first letter. */
  public static boolean sameName(String a, String b) {
    return a.length() == b.length()
        && (a.isEmpty() || ((a.charAt(0) ^ b.charAt(0)) & ~CASE_BIT) == 0)
        && a.equalsIgnoreCase(b);
  }

  /** Whether the text can stand in a header line: no line break hides in it. */
  public static boolean isOneLine(String text) {
    return text.indexOf('\r') < 0 && text.indexOf('\n') < 0;
  }

  /**
   * A number of digits only.
   *
   * @param max the greatest value taken; anything greater, signed or not a number is empty
   */
  public static OptionalLong number(String text, long max) {
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isDigit(c)) {
        return OptionalLong.empty();
      }
      value = value * 10 + (c - '0');
      if (value > max) {
        return OptionalLong.empty();
      }
    }
    return OptionalLong.of(value);
  }

  /**
   * The index behind the quoted string that opens at {@code start}.
   *
   * @throws SipParseException if it is never closed
   */
  public static int endOfQuoted(String text, int start) throws SipParseException {
    int end = closingQuote(text, start);
    if (end < 0) {
      throw new SipParseException("Unbalanced quote", start);
    }
    return end + 1;
  }

  /** The content of a quoted string, escapes resolved; any other text as it is. */
  public static String unquote(String text) {
    if (text.length() < 2 || text.charAt(0) != '"') {
      return text;
    }
    String inner = text.substring(1, text.length() - 1);
    if (inner.indexOf('\\') < 0) {
      return inner;
    }
    var plain = new StringBuilder(inner.length());
    for (int i = 0; i < inner.length(); i++) {
      char c = inner.charAt(i);
      boolean escape = c == '\\' && i + 1 < inner.length();
      plain.append(escape ? inner.charAt(++i) : c);
    }
    return plain.toString();
  }

  /** The text as a quoted string. */
  public static String quote(String text) {
    var quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\' || isControl(c)) {
        quoted.append('\\');
      }
      quoted.append(c);
    }
    return quoted.append('"').toString();
  }

  private static boolean isControl(char c) {
    return (c < ' ' && c != '\t') || c == 127;
  }

  /**
   * The parts of a list, trimmed, without empty ones. Separators within quotes and {@code <>} do
   * not count; a quote or bracket that is never closed reaches to the end.
   */
  public static List<String> split(String text, char separator) {
    if (text.indexOf(separator) < 0) {
      String only = trim(text);
      return only.isEmpty() ? List.of() : List.of(only);
    }
    List<String> parts = new ArrayList<>();
    int start = 0;
    while (start <= text.length()) {
      int end = endOfPart(text, start, separator);
      String part = trim(text, start, end);
      if (!part.isEmpty()) {
        parts.add(part);
      }
      start = end + 1;
    }
    return List.copyOf(parts);
  }

  private static int endOfPart(String text, int start, char separator) {
    int i = start;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == separator) {
        return i;
      }
      int close =
          switch (c) {
            case '"' -> closingQuote(text, i);
            case '<' -> text.indexOf('>', i);
            default -> i;
          };
      if (close < 0) {
        return text.length();
      }
      i = close + 1;
    }
    return i;
  }

  private static int closingQuote(String text, int start) {
    int i = start + 1;
    while (i < text.length()) {
      switch (text.charAt(i)) {
        case '"' -> {
          return i;
        }
        case '\\' -> i += 2;
        default -> i++;
      }
    }
    return -1;
  }
}
