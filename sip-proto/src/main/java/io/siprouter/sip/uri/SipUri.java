package io.siprouter.sip.uri;

import io.siprouter.sip.Params;
import io.siprouter.sip.SipParseException;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A {@code sip:} or {@code sips:} URI. {@link #toString()} gives back what was parsed. RFC 3261
 * §19.1.
 *
 * <p>{@link #equals} is the strict equivalence that maps need; {@link #isEquivalentTo} is the
 * comparison of RFC 3261 §19.1.4, which ignores what one side leaves out and so is not transitive.
 */
public final class SipUri implements Uri {
  private final boolean secure;
  private final String rawUser;
  private final String rawPassword;
  private final HostPort hostPort;
  private final Params params;
  private final String headers;

  private SipUri(
      boolean secure,
      String rawUser,
      String rawPassword,
      HostPort hostPort,
      Params params,
      String headers) {
    this.secure = secure;
    this.rawUser = rawUser;
    this.rawPassword = rawPassword;
    this.hostPort = hostPort;
    this.params = params;
    this.headers = headers;
  }

  /** {@code sip:host}, as a registrar has. */
  public static SipUri of(HostPort hostPort) {
    return new SipUri(false, "", "", hostPort, Params.NONE, "");
  }

  /** {@code sip:user@host}; the user is escaped as needed. */
  public static SipUri of(String user, String host) {
    return of(HostPort.of(host)).withUser(user);
  }

  /** {@code sip:user@host:port}; the user is escaped as needed. */
  public static SipUri of(String user, String host, int port) {
    return of(HostPort.of(host, port)).withUser(user);
  }

  /**
   * Reads a SIP URI without its surrounding {@code <>}.
   *
   * @throws SipParseException also for any other scheme, which {@link Uri#parse} would take
   */
  public static SipUri parse(String text) throws SipParseException {
    return Uri.parse(text).sip().orElseThrow(() -> new SipParseException("Not a SIP URI", 0));
  }

  static SipUri parseChecked(String text, int colon) throws SipParseException {
    int at = text.indexOf('@', colon);
    int afterUser = at < 0 ? colon + 1 : at + 1;
    String userInfo = text.substring(colon + 1, Math.max(afterUser - 1, colon + 1));
    int passwordColon = userInfo.indexOf(':');
    String user = passwordColon < 0 ? userInfo : userInfo.substring(0, passwordColon);
    if (at >= 0 && (user.isEmpty() || text.indexOf('@', afterUser) >= 0)) {
      throw new SipParseException("Malformed user part of a URI", colon + 1);
    }
    int question = indexOrEnd(text, '?', afterUser);
    int semicolon = Math.min(indexOrEnd(text, ';', afterUser), question);
    return new SipUri(
        colon == "sips".length(),
        user,
        passwordColon < 0 ? "" : userInfo.substring(passwordColon + 1),
        HostPort.parse(text.substring(afterUser, semicolon)),
        Params.parse(text.substring(semicolon, question), 0),
        question == text.length() ? "" : text.substring(question + 1));
  }

  private static int indexOrEnd(String text, char c, int from) {
    int index = text.indexOf(c, from);
    return index < 0 ? text.length() : index;
  }

  /** {@code sip} or {@code sips}. */
  @Override
  public String scheme() {
    return secure ? "sips" : "sip";
  }

  public boolean isSecure() {
    return secure;
  }

  @Override
  public Optional<String> user() {
    return rawUser.isEmpty() ? Optional.empty() : Optional.of(Escapes.decode(rawUser));
  }

  public Optional<String> password() {
    return rawPassword.isEmpty() ? Optional.empty() : Optional.of(Escapes.decode(rawPassword));
  }

  public HostPort hostPort() {
    return hostPort;
  }

  /** A name, an IPv4 address, or an IPv6 address in brackets. */
  public String host() {
    return hostPort.host();
  }

  public OptionalInt port() {
    return hostPort.port();
  }

  public Params params() {
    return params;
  }

  /** The value of a parameter, escapes resolved; empty if it is missing or a mere flag. */
  public Optional<String> param(String name) {
    return params.value(name).map(Escapes::decode);
  }

  /** What follows the question mark, as written; empty if there is none. */
  public String headers() {
    return headers;
  }

  /** The value of a header within the URI, escapes resolved. */
  public Optional<String> header(String name) {
    for (String header : headers.split("&", -1)) {
      int equals = header.indexOf('=');
      if (equals > 0 && Escapes.decode(header.substring(0, equals)).equalsIgnoreCase(name)) {
        return Optional.of(Escapes.decode(header.substring(equals + 1)));
      }
    }
    return Optional.empty();
  }

  /** With this user, escaped as needed; an empty one removes it. */
  public SipUri withUser(String user) {
    String raw = Escapes.encode(user, Escapes.USER_MARKS);
    return new SipUri(secure, raw, user.isEmpty() ? "" : rawPassword, hostPort, params, headers);
  }

  /** The same with scheme {@code sips}. */
  public SipUri secured() {
    return new SipUri(true, rawUser, rawPassword, hostPort, params, headers);
  }

  public SipUri withHost(String host) {
    return withHostPort(new HostPort(host, port()));
  }

  public SipUri withPort(int port) {
    return withHostPort(HostPort.of(host(), port));
  }

  public SipUri withoutPort() {
    return withHostPort(HostPort.of(host()));
  }

  public SipUri withHostPort(HostPort other) {
    return new SipUri(secure, rawUser, rawPassword, other, params, headers);
  }

  public SipUri withParam(String name, String value) {
    return withParams(params.with(name, Escapes.encode(value, Escapes.PARAM_MARKS)));
  }

  /** With this parameter as a mere flag, as in {@code ;lr}. */
  public SipUri withFlag(String name) {
    return withParams(params.withFlag(name));
  }

  public SipUri withoutParam(String name) {
    return withParams(params.without(name));
  }

  public SipUri withParams(Params other) {
    return new SipUri(secure, rawUser, rawPassword, hostPort, other, headers);
  }

  /** Without what may not stand in a Request-URI: the part behind the question mark. */
  public SipUri withoutHeaders() {
    return new SipUri(secure, rawUser, rawPassword, hostPort, params, "");
  }

  /** Whether both mean the same by RFC 3261 §19.1.4. Not transitive. */
  public boolean isEquivalentTo(SipUri other) {
    return UriComparison.areEquivalent(this, other);
  }

  String rawUserInfo() {
    return rawPassword.isEmpty() ? rawUser : rawUser + ':' + rawPassword;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SipUri that
        && UriComparison.sameAddress(this, that)
        && UriComparison.params(this).equals(UriComparison.params(that))
        && UriComparison.headers(this).equals(UriComparison.headers(that));
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        secure, Escapes.normalised(rawUserInfo()), hostPort.hostKey(), hostPort.port());
  }

  @Override
  public String toString() {
    var text = new StringBuilder(64).append(scheme()).append(':');
    if (!rawUser.isEmpty()) {
      text.append(rawUserInfo()).append('@');
    }
    text.append(hostPort).append(params);
    return headers.isEmpty() ? text.toString() : text.append('?').append(headers).toString();
  }
}
