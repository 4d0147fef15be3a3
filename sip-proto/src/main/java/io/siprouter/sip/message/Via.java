package io.siprouter.sip.message;

import io.siprouter.sip.Params;
import io.siprouter.sip.SipParseException;
import io.siprouter.sip.Syntax;
import io.siprouter.sip.uri.HostPort;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One hop on the way back. RFC 3261 §20.42.
 *
 * @param transport as written: {@code UDP}, {@code TCP}, {@code TLS}, {@code WS}, {@code WSS}
 * @param host sent-by host
 * @param port sent-by port
 */
public record Via(String transport, String host, OptionalInt port, Params params) {
  /** What a branch made by RFC 3261 starts with. */
  public static final String MAGIC_COOKIE = "z9hG4bK";

  private static final int MAX_PORT = 65_535;

  public Via {
    if (!Syntax.isToken(transport)) {
      throw new IllegalArgumentException("Not a transport: " + transport);
    }
    var _ = new HostPort(host, port);
  }

  public static Via of(String transport, String host, int port, String branch) {
    return new Via(transport, host, OptionalInt.of(port), Params.NONE.with("branch", branch));
  }

  /** Reads one value. Spaces around the slashes and colons are taken, as the grammar has them. */
  public static Via parse(String value) throws SipParseException {
    int afterName = afterSlash(value, expect(value, 0, "SIP"));
    int afterVersion = afterSlash(value, expect(value, afterName, "2.0"));
    int transportEnd = Syntax.endOfToken(value, afterVersion);
    int sentBy = Syntax.skipSpace(value, transportEnd);
    if (transportEnd == afterVersion || sentBy == transportEnd) {
      throw new SipParseException("Via without transport or sent-by", transportEnd);
    }
    int semicolon = value.indexOf(';', sentBy);
    int end = semicolon < 0 ? value.length() : semicolon;
    HostPort hostPort = HostPort.parse(Syntax.trim(value, sentBy, end));
    String transport = value.substring(afterVersion, transportEnd);
    return new Via(transport, hostPort.host(), hostPort.port(), Params.parse(value, end));
  }

  private static int expect(String value, int start, String word) throws SipParseException {
    if (!value.regionMatches(true, start, word, 0, word.length())) {
      throw new SipParseException("Via is not of SIP/2.0", start);
    }
    return start + word.length();
  }

  private static int afterSlash(String value, int start) throws SipParseException {
    int slash = Syntax.skipSpace(value, start);
    if (slash == value.length() || value.charAt(slash) != '/') {
      throw new SipParseException("Via is not of SIP/2.0", slash);
    }
    return Syntax.skipSpace(value, slash + 1);
  }

  public Optional<String> branch() {
    return params.value("branch");
  }

  /** The address the request came from, if the hop that received it wrote it in. */
  public Optional<String> received() {
    return params.value("received");
  }

  /** Whether the sender asks for symmetric response routing, filled in or not. RFC 3581. */
  public boolean wantsRport() {
    return params.contains("rport");
  }

  /** The port the request came from, if the hop that received it wrote it in. RFC 3581. */
  public OptionalInt rport() {
    OptionalLong port =
        params
            .value("rport")
            .map(text -> Syntax.number(text, MAX_PORT))
            .orElse(OptionalLong.empty());
    return port.isPresent() ? OptionalInt.of((int) port.getAsLong()) : OptionalInt.empty();
  }

  public Via withParam(String name, String value) {
    return new Via(transport, host, port, params.with(name, value));
  }

  public Via withFlag(String name) {
    return new Via(transport, host, port, params.withFlag(name));
  }

  @Override
  public String toString() {
    return "SIP/2.0/" + transport + ' ' + new HostPort(host, port) + params;
  }
}
