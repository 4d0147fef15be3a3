package io.siprouter.sip.auth;

import io.siprouter.sip.SipParseException;
import io.siprouter.sip.Syntax;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The {@code name=value} list behind the word Digest. RFC 7616 §3.3, §3.4. */
final class AuthParams {
  private static final String SCHEME = "Digest";
  private static final String SESSION_SUFFIX = "-sess";

  private final Map<String, String> byName = new LinkedHashMap<>();

  static AuthParams parse(String value) throws SipParseException {
    int schemeEnd = Syntax.endOfToken(value, 0);
    if (!value.substring(0, schemeEnd).equalsIgnoreCase(SCHEME)) {
      throw new SipParseException("Not the Digest scheme", 0);
    }
    var params = new AuthParams();
    for (String param : Syntax.split(value.substring(schemeEnd), ',')) {
      params.add(param, schemeEnd);
    }
    return params;
  }

  private void add(String param, int offset) throws SipParseException {
    int nameEnd = Syntax.endOfToken(param, 0);
    int equals = Syntax.skipSpace(param, nameEnd);
    if (nameEnd == 0 || equals == param.length() || param.charAt(equals) != '=') {
      throw new SipParseException("Malformed digest parameter", offset);
    }
    String name = param.substring(0, nameEnd).toLowerCase(Locale.ROOT);
    String value = Syntax.trim(param, equals + 1, param.length());
    boolean quoted = value.startsWith("\"");
    if (quoted && Syntax.endOfQuoted(value, 0) != value.length()) {
      throw new SipParseException("Text behind a quoted digest parameter", offset);
    }
    if (byName.putIfAbsent(name, Syntax.unquote(value)) != null) {
      throw new SipParseException("Repeated digest parameter", offset);
    }
  }

  String required(String name) throws SipParseException {
    String value = byName.get(name);
    if (value == null) {
      throw new SipParseException("Digest without " + name, 0);
    }
    return value;
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  List<String> list(String name) {
    return Syntax.split(byName.getOrDefault(name, ""), ',');
  }

  /** MD5 if none is named. RFC 7616 §3.3. */
  DigestAlgorithm algorithm() throws SipParseException {
    String token = algorithmToken();
    int end = token.length() - (isSession() ? SESSION_SUFFIX.length() : 0);
    return DigestAlgorithm.of(token.substring(0, end))
        .orElseThrow(() -> new SipParseException("Unknown digest algorithm", 0));
  }

  /** Whether the algorithm is a {@code -sess} one. */
  boolean isSession() {
    return algorithmToken().toLowerCase(Locale.ROOT).endsWith(SESSION_SUFFIX);
  }

  private String algorithmToken() {
    return byName.getOrDefault("algorithm", DigestAlgorithm.MD5.token());
  }

  static String algorithmToken(DigestAlgorithm algorithm, boolean session) {
    return session ? algorithm.token() + SESSION_SUFFIX : algorithm.token();
  }

  /** Starts the text of a header value. */
  static StringBuilder text() {
    return new StringBuilder(256).append(SCHEME);
  }

  static void append(StringBuilder text, String name, String value) {
    boolean first = text.length() == SCHEME.length();
    text.append(first ? " " : ", ").append(name).append('=').append(value);
  }

  static void appendQuoted(StringBuilder text, String name, String value) {
    append(text, name, Syntax.quote(value));
  }
}
