package io.siprouter.config;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * A host name or IP address with an optional port.
 *
 * @param host an IPv6 address stands in brackets
 * @param port [1..65535]
 */
public record HostPort(String host, OptionalInt port) {
  private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  private static final Pattern SYNTAX =
      Pattern.compile(
          "(?<host>LABEL(?:\\.LABEL)*|\\[[0-9A-Fa-f:.]{2,45}])(?::(?<port>[0-9]{1,5}))?"
              .replace("LABEL", LABEL));
  private static final int MAX_PORT = 65_535;

  /** Reads {@code sip.example.org}, {@code 192.0.2.1:5080} or {@code [2001:db8::1]:5060}. */
  public static Optional<HostPort> parse(String text) {
    var syntax = SYNTAX.matcher(text);
    if (!syntax.matches() || !AddressLiteral.isPlausible(syntax.group("host"))) {
      return Optional.empty();
    }
    var port = syntax.group("port");
    if (port == null) {
      return Optional.of(new HostPort(syntax.group("host"), OptionalInt.empty()));
    }
    int number = Integer.parseInt(port);
    return number >= 1 && number <= MAX_PORT
        ? Optional.of(new HostPort(syntax.group("host"), OptionalInt.of(number)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return port.isPresent() ? host + ":" + port.getAsInt() : host;
  }
}
