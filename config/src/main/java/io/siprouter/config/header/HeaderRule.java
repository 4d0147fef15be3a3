package io.siprouter.config.header;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A header that requests of ours carry in place of what we would write. Immutable.
 *
 * @param method the only method whose requests carry it; empty: all of them
 * @param name as written; a compact form means the long one
 * @param value on one line; empty: requests do not carry the header
 */
public record HeaderRule(Optional<String> method, String name, String value) {

  /** What a value may be long; two of them fit into a datagram beside all that has to. */
  public static final int MAX_LENGTH = 256;

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9.!%*_+`'~-]{1,64}");
  private static final Pattern ONE_LINE = Pattern.compile("\\P{Cc}*");

  private static final Map<String, String> LONG_BY_COMPACT =
      Map.of(
          "c",
          "content-type",
          "e",
          "content-encoding",
          "f",
          "from",
          "i",
          "call-id",
          "l",
          "content-length",
          "m",
          "contact",
          "t",
          "to",
          "v",
          "via");

  /** What makes messages find their way and their dialog, or proves who we are. */
  private static final Set<String> FORBIDDEN =
      Set.of(
          "via",
          "cseq",
          "call-id",
          "to",
          "route",
          "record-route",
          "content-length",
          "content-type",
          "content-encoding",
          "max-forwards",
          "authorization",
          "proxy-authorization",
          "rack",
          "rseq",
          "session-expires",
          "min-se",
          "require",
          "proxy-require");

  /** Without parameters: the tag is not the writer's. */
  private static final Pattern ADDRESS =
      Pattern.compile("(?:\"[^\"\\\\]*\" ?|[A-Za-z0-9 ._-]*)<sips?:[!-~&&[^<>\"]]+>");

  /** Requests are none without them. */
  private static final Set<String> NEEDED = Set.of("from", "contact");

  public HeaderRule {
    var fault = fault(name, value);
    if (fault.isPresent()) {
      throw new IllegalArgumentException(name + ": " + fault.get());
    }
  }

  /** What a header would have to be instead; empty if it may be written. */
  public static Optional<String> fault(String name, String value) {
    if (!TOKEN.matcher(name).matches()) {
      return Optional.of("the name of a SIP header");
    }
    if (FORBIDDEN.contains(key(name))) {
      return Optional.of("a header other than those that route, count and identify messages");
    }
    if (value.length() > MAX_LENGTH || !ONE_LINE.matcher(value).matches()) {
      return Optional.of("up to " + MAX_LENGTH + " characters on one line");
    }
    return NEEDED.contains(key(name)) ? addressFault(value) : Optional.empty();
  }

  private static Optional<String> addressFault(String value) {
    return ADDRESS.matcher(value).matches()
        ? Optional.empty()
        : Optional.of("a SIP address in <>, with or without a name before it");
  }

  /** The same for every spelling of a name. */
  private static String key(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    return LONG_BY_COMPACT.getOrDefault(lower, lower);
  }

  /** Whether it is the rule of a header of this name, in whatever spelling. */
  public boolean isOf(String otherName) {
    return key(name).equals(key(otherName));
  }

  /** Whether requests of a method carry the header. */
  public boolean applies(String toMethod) {
    return method.filter(only -> !only.equals(toMethod)).isEmpty();
  }
}
