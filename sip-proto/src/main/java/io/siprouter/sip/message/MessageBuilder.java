package io.siprouter.sip.message;

import io.siprouter.sip.uri.NameAddr;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the builders of requests and responses share. Not thread-safe; {@code build} may be called
 * more than once. Content-Length is always written by {@code build}.
 *
 * @param <B> the builder itself
 */
public abstract sealed class MessageBuilder<B extends MessageBuilder<B>>
    permits SipRequest.Builder, SipResponse.Builder {
  private Headers headers;
  private byte[] body;

  MessageBuilder(Headers headers, byte[] body) {
    this.headers = headers;
    this.body = body;
  }

  abstract B self();

  /** Sets a header: replaces all lines of that name by this one. */
  public final B header(String name, String value) {
    return headers(headers.with(name, value));
  }

  /** Adds a line behind those of the same name. */
  public final B addHeader(String name, String value) {
    return headers(headers.withAdded(name, value));
  }

  /** Adds a line above those of the same name. */
  public final B addFirst(String name, String value) {
    return headers(headers.withFirst(name, value));
  }

  public final B addHeaders(List<Header> lines) {
    lines.forEach(line -> addHeader(line.name(), line.value()));
    return self();
  }

  public final B without(String name) {
    return headers(headers.without(name));
  }

  private B headers(Headers changed) {
    headers = changed;
    return self();
  }

  /** Adds a Via above the others. */
  public final B via(Via via) {
    return addFirst("Via", via.toString());
  }

  public final B from(NameAddr from) {
    return header("From", from.toString());
  }

  public final B to(NameAddr to) {
    return header("To", to.toString());
  }

  public final B callId(String callId) {
    return header("Call-ID", callId);
  }

  public final B cSeq(CSeq cSeq) {
    return header("CSeq", cSeq.toString());
  }

  public final B contact(NameAddr contact) {
    return header("Contact", contact.toString());
  }

  /** Sets the Expires header [s]. */
  public final B expires(int seconds) {
    return header("Expires", Integer.toString(seconds));
  }

  public final B body(String contentType, byte[] bytes) {
    body = bytes.clone();
    return header("Content-Type", contentType);
  }

  /** A body of text, written as UTF-8. */
  public final B body(String contentType, String text) {
    return body(contentType, text.getBytes(StandardCharsets.UTF_8));
  }

  public final B withoutBody() {
    body = new byte[0];
    return without("Content-Type");
  }

  final Headers headers() {
    return headers;
  }

  final Headers completedHeaders() {
    return headers.with("Content-Length", Integer.toString(body.length));
  }

  final byte[] bodyBytes() {
    return body;
  }
}
