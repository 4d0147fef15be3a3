package io.siprouter.sip.message;

import java.nio.charset.StandardCharsets;

/** Writes messages as bytes. */
final class SipWriter {
  private static final String CONTENT_LENGTH = "Content-Length";

  private SipWriter() {}

  static byte[] asGiven(SipMessage message, byte[] body) {
    var head = new StringBuilder(1024).append(message.startLine()).append("\r\n");
    for (Header header : message.headers().entries()) {
      line(head, header.name(), header.value());
    }
    return withBody(head, body);
  }

  static byte[] canonical(SipMessage message, byte[] body) {
    var head = new StringBuilder(1024).append(message.startLine()).append("\r\n");
    for (Header header : message.headers().entries()) {
      String name = header.canonicalName();
      if (!name.equals(CONTENT_LENGTH)) {
        line(head, name, CanonicalValue.of(name, header.value()));
      }
    }
    line(head, CONTENT_LENGTH, Integer.toString(body.length));
    return withBody(head, body);
  }

  private static void line(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }

  private static byte[] withBody(StringBuilder head, byte[] body) {
    byte[] headBytes = head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    byte[] bytes = new byte[headBytes.length + body.length];
    System.arraycopy(headBytes, 0, bytes, 0, headBytes.length);
    System.arraycopy(body, 0, bytes, headBytes.length, body.length);
    return bytes;
  }
}
