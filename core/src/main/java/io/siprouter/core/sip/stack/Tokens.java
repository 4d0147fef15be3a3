package io.siprouter.core.sip.stack;

import io.siprouter.sip.message.Via;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Random identifiers that nobody can guess. RFC 3261 §8.1.1, §19.3. */
final class Tokens {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Tokens() {}

  static String tag() {
    return hex(8);
  }

  static String callId() {
    return hex(16);
  }

  static String branch() {
    return Via.MAGIC_COOKIE + hex(12);
  }

  static String cnonce() {
    return hex(8);
  }

  /** A first CSeq, small enough to be counted up for ever. */
  static long cSeq() {
    return RANDOM.nextLong(1, 10_000);
  }

  private static String hex(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
