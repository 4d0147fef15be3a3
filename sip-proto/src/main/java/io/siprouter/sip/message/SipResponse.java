package io.siprouter.sip.message;

import io.siprouter.sip.SipParseException;
import io.siprouter.sip.Syntax;
import io.siprouter.sip.uri.NameAddr;
import org.jspecify.annotations.Nullable;

/** A SIP response. RFC 3261 §7.2. */
public final class SipResponse extends SipMessage {
  private final String version;
  private final int status;
  private final String reason;

  SipResponse(
      String version,
      int status,
      String reason,
      Headers headers,
      byte[] body,
      byte @Nullable [] wire) {
    super(headers, body, wire);
    this.version = version;
    this.status = status;
    this.reason = reason;
  }

  /**
   * A response with what RFC 3261 §8.2.6.2 copies from the request: Via, From, To, Call-ID, CSeq,
   * and Record-Route into 101..299. Works on requests that {@link MessageCheck} refuses, too.
   *
   * @param status [100..699]
   */
  public static Builder responseTo(SipRequest request, int status) {
    var builder = new Builder(status, ReasonPhrase.of(status), Headers.NONE, new byte[0]);
    for (Header header : request.headers().entries()) {
      if (isCopied(header, status)) {
        builder.addHeader(header.canonicalName(), header.value());
      }
    }
    return builder;
  }

  private static boolean isCopied(Header header, int status) {
    return switch (header.canonicalName()) {
      case "Via", "From", "To", "Call-ID", "CSeq" -> true;
      case "Record-Route" -> status > 100 && status < 300;
      default -> false;
    };
  }

  public Builder toBuilder() {
    return new Builder(status, reason, headers(), body());
  }

  /** The status code [100..699]. */
  public int status() {
    return status;
  }

  public String reason() {
    return reason;
  }

  public boolean isProvisional() {
    return status < 200;
  }

  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public String startLine() {
    return version + ' ' + status + ' ' + reason;
  }

  /** Builds responses. */
  public static final class Builder extends MessageBuilder<Builder> {
    private int status;
    private String reason;

    private Builder(int status, String reason, Headers headers, byte[] body) {
      super(headers, body);
      this.status = status;
      this.reason = reason;
      requireStatus(status);
    }

    private static void requireStatus(int status) {
      if (status < 100 || status > 699) {
        throw new IllegalArgumentException("Not a status: " + status);
      }
    }

    @Override
    Builder self() {
      return this;
    }

    /** Another status with its usual reason phrase. */
    public Builder status(int other) {
      requireStatus(other);
      status = other;
      return reason(ReasonPhrase.of(other));
    }

    public Builder reason(String phrase) {
      if (!Syntax.isOneLine(phrase)) {
        throw new IllegalArgumentException("Line break in a reason phrase");
      }
      reason = phrase;
      return this;
    }

    /** Sets the tag of To, unless there is one already or To cannot be read. */
    public Builder toTag(String tag) {
      String to = headers().first("To").orElse("");
      try {
        NameAddr address = NameAddr.parse(to);
        return address.tag().isPresent() ? this : header("To", address.withTag(tag).toString());
      } catch (SipParseException _) {
        return this;
      }
    }

    public SipResponse build() {
      return new SipResponse(VERSION, status, reason, completedHeaders(), bodyBytes(), null);
    }
  }
}
