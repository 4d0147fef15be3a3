package io.siprouter.sip.message;

import io.siprouter.sip.SipParseException;
import io.siprouter.sip.Syntax;
import io.siprouter.sip.uri.NameAddr;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A SIP message, immutable, any thread. As long as it is what was parsed, it gives back the parsed
 * bytes.
 *
 * <p>Header values are read when asked for. Accessors with a plain return type hold for messages
 * that {@link MessageCheck} has passed or a builder has completed, and throw {@link
 * IllegalStateException} on others. RFC 3261 §7.
 */
public abstract sealed class SipMessage permits SipRequest, SipResponse {
  /** The one version we speak. */
  public static final String VERSION = "SIP/2.0";

  private final Headers headers;
  private final byte[] body;
  private final byte @Nullable [] wire;

  /**
   * What was read before, as several layers ask for the same. Two threads may both read it; they
   * find the same.
   */
  private @Nullable Via topVia;

  private @Nullable NameAddr from;
  private @Nullable NameAddr to;
  private @Nullable CSeq cSeq;

  SipMessage(Headers headers, byte[] body, byte @Nullable [] wire) {
    this.headers = headers;
    this.body = body;
    this.wire = wire;
  }

  /** The first line without its line break. */
  public abstract String startLine();

  /** The version as written, normally {@link #VERSION}. */
  public abstract String version();

  public final Headers headers() {
    return headers;
  }

  /** A copy of the body; empty if there is none. */
  public final byte[] body() {
    return body.clone();
  }

  /** The length of the body that is there, whatever Content-Length says [bytes]. */
  public final int bodyLength() {
    return body.length;
  }

  /** The body read as UTF-8. */
  public final String bodyText() {
    return new String(body, StandardCharsets.UTF_8);
  }

  public final String callId() {
    return headers.first("Call-ID").orElseThrow(() -> unusable("Call-ID", "missing"));
  }

  public final CSeq cSeq() {
    var known = cSeq;
    if (known == null) {
      known = single("CSeq", CSeq::parse);
      cSeq = known;
    }
    return known;
  }

  public final NameAddr from() {
    var known = from;
    if (known == null) {
      known = single("From", NameAddr::parse);
      from = known;
    }
    return known;
  }

  public final NameAddr to() {
    var known = to;
    if (known == null) {
      known = single("To", NameAddr::parse);
      to = known;
    }
    return known;
  }

  /** The first contact that is an address. */
  public final Optional<NameAddr> contact() {
    return contacts().stream().findFirst();
  }

  /** All contacts that are addresses, so without the {@code *} that removes all bindings. */
  public final List<NameAddr> contacts() {
    return addresses("Contact");
  }

  /** Whether this is the request to remove all bindings. RFC 3261 §10.2.2. */
  public final boolean hasWildcardContact() {
    return headers.values("Contact").contains("*");
  }

  /**
   * The values of a header made of addresses, such as Route, Path or Diversion; without those that
   * are none.
   */
  public final List<NameAddr> addresses(String name) {
    return headers.values(name).stream().flatMap(value -> address(value).stream()).toList();
  }

  private static Optional<NameAddr> address(String value) {
    try {
      return Optional.of(NameAddr.parse(value));
    } catch (SipParseException _) {
      return Optional.empty();
    }
  }

  public final Via topVia() {
    var known = topVia;
    if (known == null) {
      known = readTopVia();
      topVia = known;
    }
    return known;
  }

  private Via readTopVia() {
    List<String> values = headers.values("Via");
    if (values.isEmpty()) {
      throw unusable("Via", "missing");
    }
    return parsed("Via", values.getFirst(), Via::parse);
  }

  /** The media type in lower case, without parameters. */
  public final Optional<String> contentType() {
    return headers
        .first("Content-Type")
        .map(value -> Syntax.split(value, ';').stream().findFirst().orElse(""))
        .map(type -> type.toLowerCase(Locale.ROOT));
  }

  /** The Expires header [s]; greater values than an int holds become the greatest int. */
  public final OptionalInt expires() {
    return headers.first("Expires").map(SipMessage::seconds).orElse(OptionalInt.empty());
  }

  private static OptionalInt seconds(String digits) {
    if (!digits.isEmpty() && digits.chars().allMatch(c -> Syntax.isDigit((char) c))) {
      return OptionalInt.of(
          (int) Syntax.number(digits, Integer.MAX_VALUE).orElse(Integer.MAX_VALUE));
    }
    return OptionalInt.empty();
  }

  /** The Max-Forwards header [0..255]. */
  public final OptionalInt maxForwards() {
    OptionalLong hops =
        headers
            .first("Max-Forwards")
            .map(text -> Syntax.number(text, 255))
            .orElse(OptionalLong.empty());
    return hops.isPresent() ? OptionalInt.of((int) hops.getAsLong()) : OptionalInt.empty();
  }

  /** What was parsed, byte for byte; or, of a built message, its lines as they were given. */
  public final byte[] toBytes() {
    return wire == null ? SipWriter.asGiven(this, body) : wire.clone();
  }

  /**
   * The one form in which we pass on what strangers write: full header names in their usual
   * spelling, one space, no folding, addresses in {@code <>}, the true Content-Length.
   */
  public final byte[] toCanonicalBytes() {
    return SipWriter.canonical(this, body);
  }

  private interface ValueParser<T> {
    T parse(String value) throws SipParseException;
  }

  private <T> T single(String name, ValueParser<T> parser) {
    String value = headers.first(name).orElseThrow(() -> unusable(name, "missing"));
    return parsed(name, value, parser);
  }

  private static <T> T parsed(String name, String value, ValueParser<T> parser) {
    try {
      return parser.parse(value);
    } catch (SipParseException e) {
      throw unusable(name, e.reason());
    }
  }

  private static IllegalStateException unusable(String name, String reason) {
    return new IllegalStateException("Unchecked message, header " + name + ": " + reason);
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof SipMessage that
        && startLine().equals(that.startLine())
        && headers.equals(that.headers)
        && Arrays.equals(body, that.body);
  }

  @Override
  public final int hashCode() {
    return 31 * startLine().hashCode() + headers.hashCode();
  }

  /** The text as sent, which holds whatever the sender wrote. */
  @Override
  public final String toString() {
    return new String(toBytes(), StandardCharsets.UTF_8);
  }
}
