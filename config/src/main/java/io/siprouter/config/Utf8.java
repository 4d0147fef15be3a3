package io.siprouter.config;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Bytes read as UTF-8, without putting anything in place of what is none. RFC 3629.
 *
 * @param readable as much of them as is UTF-8
 */
record Utf8(String readable, boolean complete) {
  private static final String MARK = "\uFEFF";

  static Utf8 of(byte[] bytes) {
    var chars = CharBuffer.allocate(bytes.length);
    var result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), chars, true);
    return new Utf8(chars.flip().toString(), !result.isError());
  }

  /** Empty where some of it is not UTF-8. */
  Optional<String> text() {
    return complete ? Optional.of(readable) : Optional.empty();
  }

  /** The place after what is readable, for people. */
  String end() {
    var line = readable.chars().filter(c -> c == '\n').count() + 1;
    var column = readable.length() - readable.lastIndexOf('\n');
    return "line " + line + ", column " + column;
  }

  /** A text without the byte order mark that some editors put before it. */
  static String withoutMark(String text) {
    return text.startsWith(MARK) ? text.substring(1) : text;
  }
}
