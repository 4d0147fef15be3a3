package io.siprouter.control.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes strong entity tags of texts that hold secrets: HMAC-SHA-256 with a key of this process, so
 * that nobody can try guessed passwords against a tag. Any thread. RFC 9110 §8.8.3.
 */
final class Etags {

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key = new SecretKeySpec(random(), ALGORITHM);

  private static byte[] random() {
    var bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  /** Whether a field {@code If-Match} means this tag. RFC 9110 §13.1.1. */
  static boolean match(String ifMatch, String etag) {
    return ifMatch.strip().equals("*")
        || Stream.of(ifMatch.split(",")).map(String::strip).anyMatch(etag::equals);
  }

  /** The tag with its quotes. */
  String of(String text) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return '"' + HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)), 0, 16) + '"';
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
    }
  }
}
