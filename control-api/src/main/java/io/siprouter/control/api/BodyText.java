package io.siprouter.control.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/** The body of a request as text. RFC 8259 §8.1. */
public final class BodyText {

  private BodyText() {}

  /**
   * Reads it; empty where there is none.
   *
   * @throws CharacterCodingException if it is not UTF-8, of which others would make what they like
   */
  public static String of(RoutingContext context) throws CharacterCodingException {
    var bytes = Optional.ofNullable(context.body().buffer()).map(Buffer::getBytes);
    return bytes.isPresent()
        ? UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.get())).toString()
        : "";
  }
}
