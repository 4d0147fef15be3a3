package io.siprouter.sip.uri;

import io.siprouter.sip.SipParseException;
import io.siprouter.sip.Syntax;
import java.util.HexFormat;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Where a URI or a Via points to. RFC 3261 §25.1 hostport.
 *
 * @param host a name, an IPv4 address, or an IPv6 address in brackets, as written
 * @param port [0..65535], empty if not written
 */
public record HostPort(String host, OptionalInt port) {
  private static final int MAX_PORT = 65_535;

  public HostPort {
    if (!isHost(host)) {
      throw new IllegalArgumentException("Not a host: " + host);
    }
    if (port.isPresent() && (port.getAsInt() < 0 || port.getAsInt() > MAX_PORT)) {
      throw new IllegalArgumentException("Not a port: " + port.getAsInt());
    }
  }

  public static HostPort of(String host) {
    return new HostPort(host, OptionalInt.empty());
  }

  public static HostPort of(String host, int port) {
    return new HostPort(host, OptionalInt.of(port));
  }

  /** Spaces around the colon are taken, as a Via may have them. */
  public static HostPort parse(String text) throws SipParseException {
    int hostEnd = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
    String host = Syntax.trim(text, 0, hostEnd < 0 ? text.length() : hostEnd);
    if (!isHost(host)) {
      throw new SipParseException("Malformed host", 0);
    }
    String rest = hostEnd < 0 ? "" : Syntax.trim(text.substring(hostEnd));
    return new HostPort(host, rest.isEmpty() ? OptionalInt.empty() : port(rest, hostEnd));
  }

  private static OptionalInt port(String colonAndDigits, int offset) throws SipParseException {
    OptionalLong port =
        colonAndDigits.charAt(0) == ':'
            ? Syntax.number(Syntax.trim(colonAndDigits.substring(1)), MAX_PORT)
            : OptionalLong.empty();
    if (port.isEmpty()) {
      throw new SipParseException("Malformed port", offset);
    }
    return OptionalInt.of((int) port.getAsLong());
  }

  private static boolean isHost(String text) {
    return text.startsWith("[") ? isBracketed(text) : isNameOrIpv4(text);
  }

  private static boolean isBracketed(String text) {
    int last = text.length() - 1;
    if (last < 3 || text.charAt(last) != ']') {
      return false;
    }
    for (int i = 1; i < last; i++) {
      if (!isIpv6Char(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isIpv6Char(char c) {
    return HexFormat.isHexDigit(c) || c == ':' || c == '.';
  }

  private static boolean isNameOrIpv4(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isHostChar(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static boolean isHostChar(char c) {
    return Syntax.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_';
  }

  /** The host in lower case, for comparison. */
  public String hostKey() {
    return host.toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return port.isEmpty() ? host : host + ':' + port.getAsInt();
  }
}
