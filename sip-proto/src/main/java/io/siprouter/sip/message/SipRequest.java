package io.siprouter.sip.message;

import io.siprouter.sip.SipParseException;
import io.siprouter.sip.Syntax;
import io.siprouter.sip.uri.SipUri;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A SIP request. RFC 3261 §7.1. */
public final class SipRequest extends SipMessage {
  private final String method;
  private final String uriText;
  private final String version;
  private final int receivedBytes;

  /** A received request. */
  SipRequest(
      String method, String uriText, String version, Headers headers, byte[] body, byte[] wire) {
    this(method, uriText, version, headers, body, wire, wire.length);
  }

  private SipRequest(
      String method,
      String uriText,
      String version,
      Headers headers,
      byte[] body,
      byte @Nullable [] wire,
      int receivedBytes) {
    super(headers, body, wire);
    this.method = method;
    this.uriText = uriText;
    this.version = version;
    this.receivedBytes = receivedBytes;
  }

  /** A request without any header. */
  public static Builder builder(String method, SipUri uri) {
    return new Builder(method, uri.toString(), Headers.NONE, new byte[0], 0);
  }

  public Builder toBuilder() {
    return new Builder(method, uriText, headers(), body(), receivedBytes);
  }

  /**
   * How long this was on the wire, whatever has been changed since; 0 if it did not come from it.
   */
  public int receivedBytes() {
    return receivedBytes;
  }

  public String method() {
    return method;
  }

  /** The Request-URI as written. */
  public String requestUriText() {
    return uriText;
  }

  /** The Request-URI of a checked request. */
  public SipUri requestUri() {
    try {
      return SipUri.parse(uriText);
    } catch (SipParseException e) {
      throw new IllegalStateException("Unchecked message, Request-URI: " + e.reason(), e);
    }
  }

  /**
   * With the address it came from in the top Via, so that answers find their way back; the port is
   * filled in where the sender left room for it. A request without a readable Via stays as it is.
   * RFC 3261 §18.2.1, RFC 3581 §4.
   *
   * @param address IPv4 or IPv6 address, without brackets
   * @param port [1..65535]
   */
  public SipRequest receivedFrom(String address, int port) {
    List<String> vias = headers().values("Via");
    try {
      Via top = Via.parse(vias.isEmpty() ? "" : vias.getFirst()).withParam("received", address);
      Via stamped = top.wantsRport() ? top.withParam("rport", Integer.toString(port)) : top;
      Headers changed = headers().withFirstValue("Via", stamped.toString());
      return new SipRequest(method, uriText, version, changed, body(), null, receivedBytes);
    } catch (SipParseException _) {
      return this;
    }
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public String startLine() {
    return method + ' ' + uriText + ' ' + version;
  }

  /** Builds requests. */
  public static final class Builder extends MessageBuilder<Builder> {
    private final String method;
    private final int receivedBytes;
    private String uriText;

    private Builder(
        String method, String uriText, Headers headers, byte[] body, int receivedBytes) {
      super(headers, body);
      if (!Syntax.isToken(method)) {
        throw new IllegalArgumentException("Not a method: " + method);
      }
      this.method = method;
      this.uriText = uriText;
      this.receivedBytes = receivedBytes;
    }

    @Override
    Builder self() {
      return this;
    }

    public Builder requestUri(SipUri uri) {
      uriText = uri.toString();
      return this;
    }

    /** Sets how many more hops may follow [0..255]. */
    public Builder maxForwards(int hops) {
      return header("Max-Forwards", Integer.toString(hops));
    }

    public SipRequest build() {
      return new SipRequest(
          method, uriText, VERSION, completedHeaders(), bodyBytes(), null, receivedBytes);
    }
  }
}
