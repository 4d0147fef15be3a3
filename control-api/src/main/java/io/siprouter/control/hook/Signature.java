package io.siprouter.control.hook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.siprouter.config.Secret;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What proves that we have sent a body, and when: a receiver that refuses what is older than some
 * minutes cannot be told the same by somebody who has listened. RFC 2104.
 */
final class Signature {
  static final String HEADER = "X-Siprouter-Signature";
  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  /** The header's value: {@code t=<seconds since 1970>,v1=<HMAC-SHA256 of "t.body" in hex>}. */
  static String of(String body, Instant now, Secret secret) {
    var seconds = now.getEpochSecond();
    return "t=" + seconds + ",v1=" + hex(seconds + "." + body, secret);
  }

  private static String hex(String text, Secret secret) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.reveal().getBytes(UTF_8), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
    }
  }
}
