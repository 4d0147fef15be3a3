package io.siprouter.sip.message;

import io.siprouter.sip.SipParseException;
import io.siprouter.sip.Syntax;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Reads the start line and the headers. RFC 3261 §7.1 to §7.3. */
final class HeadParser {
  private static final char NOT_UTF_8 = '\uFFFD';

  private final String text;
  private final SipLimits limits;
  private int position;

  private HeadParser(String text, SipLimits limits) {
    this.text = text;
    this.limits = limits;
  }

  /** The index behind the empty line that ends the headers, or -1 if it is not there (yet). */
  static int endOfHead(byte[] bytes, int start, int end) {
    for (int i = start + 3; i < end; i++) {
      if (bytes[i] == '\n'
          && bytes[i - 1] == '\r'
          && bytes[i - 2] == '\n'
          && bytes[i - 3] == '\r') {
        return i + 1;
      }
    }
    return -1;
  }

  static Head parse(byte[] bytes, int start, int end, SipLimits limits) throws SipParseException {
    return new HeadParser(decode(bytes, start, end), limits).head();
  }

  /** UTF-8 as the RFC wants, or else Latin-1, which old phones put into display names. */
  private static String decode(byte[] bytes, int start, int end) {
    String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
    return text.indexOf(NOT_UTF_8) < 0
        ? text
        : new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
  }

  private Head head() throws SipParseException {
    String startLine = line();
    if (startLine.startsWith("SIP/")) {
      return response(startLine);
    }
    return request(startLine);
  }

  private Head response(String line) throws SipParseException {
    int space = line.indexOf(' ');
    OptionalLong status =
        space > 0 && line.length() >= space + 4
            ? Syntax.number(line.substring(space + 1, space + 4), 699)
            : OptionalLong.empty();
    boolean ends = line.length() == space + 4 || line.startsWith(" ", space + 4);
    if (status.orElse(0) < 100 || !ends) {
      throw new SipParseException("Malformed status line", 0);
    }
    String reason = line.substring(Math.min(line.length(), space + 5));
    return new Head.Response(line.substring(0, space), (int) status.getAsLong(), reason, headers());
  }

  private Head request(String line) throws SipParseException {
    int methodEnd = Syntax.endOfToken(line, 0);
    int versionStart = line.lastIndexOf(" SIP/") + 1;
    if (methodEnd == 0 || versionStart <= methodEnd + 1 || line.charAt(methodEnd) != ' ') {
      throw new SipParseException("Malformed request line", 0);
    }
    return new Head.Request(
        line.substring(0, methodEnd),
        line.substring(methodEnd + 1, versionStart - 1),
        line.substring(versionStart),
        headers());
  }

  private Headers headers() throws SipParseException {
    List<Header> headers = new ArrayList<>(24);
    while (position < text.length() - 2) {
      if (headers.size() == limits.headers()) {
        throw new SipParseException("Too many headers", position);
      }
      headers.add(header());
    }
    return Headers.of(headers);
  }

  private Header header() throws SipParseException {
    int start = position;
    String line = line();
    int colon = line.indexOf(':');
    String name = colon < 0 ? "" : Syntax.trim(line, 0, colon);
    if (!Syntax.isToken(name) || Syntax.isSpace(line.charAt(0))) {
      throw new SipParseException("Malformed header line", start);
    }
    String value = Syntax.trim(line, colon + 1, line.length());
    if (isFolded()) {
      value = unfolded(value, start);
    }
    if (position - start > limits.lineBytes()) {
      throw new SipParseException("Header too long", start);
    }
    return new Header(name, value);
  }

  private boolean isFolded() {
    return position < text.length() && Syntax.isSpace(text.charAt(position));
  }

  private String unfolded(String firstLine, int start) throws SipParseException {
    var value = new StringBuilder(firstLine);
    while (isFolded() && position - start <= limits.lineBytes()) {
      String part = Syntax.trim(line());
      value.append(part.isEmpty() ? "" : " ").append(part);
    }
    return Syntax.trim(value.toString());
  }

  /** The next line. A carriage return or line feed alone is refused: parsers disagree about it. */
  private String line() throws SipParseException {
    int lineFeed = text.indexOf('\n', position);
    int carriageReturn = text.indexOf('\r', position);
    if (lineFeed < 0 || carriageReturn != lineFeed - 1) {
      throw new SipParseException("Line does not end in CRLF", position);
    }
    String line = text.substring(position, carriageReturn);
    position = lineFeed + 1;
    return line;
  }
}
