package io.siprouter.core.auth;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Nonces that carry their own time and proof, so that nothing is remembered per challenge. Any
 * thread. RFC 7616 §3.3.
 *
 * <pre>
 *   base64url( issued at [ms], 8 bytes | salt, 8 bytes | HMAC-SHA-256 over both and the address, 16 bytes )
 * </pre>
 */
public final class Nonces {

  private static final String MAC = "HmacSHA256";
  private static final int SIGNED_BYTES = 2 * Long.BYTES;
  private static final int PROOF_BYTES = 16;
  private static final int KEY_BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec key;
  private final Duration lifetime;
  private final InstantSource clock;

  /**
   * Nonces under a key of their own.
   *
   * @param lifetime how long an issued nonce is accepted
   */
  public Nonces(Duration lifetime, InstantSource clock) {
    var bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    this.key = new SecretKeySpec(bytes, MAC);
    this.lifetime = lifetime;
    this.clock = clock;
  }

  /** A fresh nonce that only {@code source} can use. */
  String issue(InetAddress source) {
    var signed = ByteBuffer.allocate(SIGNED_BYTES);
    signed.putLong(clock.millis()).putLong(random.nextLong());
    var nonce = ByteBuffer.allocate(SIGNED_BYTES + PROOF_BYTES);
    nonce.put(signed.array()).put(proof(signed.array(), source));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(nonce.array());
  }

  /** Whether we issued this nonce to this very source, and not too long ago. */
  boolean accepts(String nonce, InetAddress source) {
    var bytes = decode(nonce);
    if (bytes.length != SIGNED_BYTES + PROOF_BYTES) {
      return false;
    }
    var signed = Arrays.copyOf(bytes, SIGNED_BYTES);
    var proof = Arrays.copyOfRange(bytes, SIGNED_BYTES, bytes.length);
    return MessageDigest.isEqual(proof, proof(signed, source))
        && isYoung(ByteBuffer.wrap(signed).getLong());
  }

  private boolean isYoung(long issuedAtMs) {
    var ageMs = clock.millis() - issuedAtMs;
    return ageMs >= 0 && ageMs <= lifetime.toMillis();
  }

  private byte[] proof(byte[] signed, InetAddress source) {
    try {
      var mac = Mac.getInstance(MAC);
      mac.init(key);
      mac.update(signed);
      mac.update(source.getAddress());
      return Arrays.copyOf(mac.doFinal(), PROOF_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has " + MAC, e);
    }
  }

  private static byte[] decode(String nonce) {
    try {
      return Base64.getUrlDecoder().decode(nonce);
    } catch (IllegalArgumentException _) {
      return new byte[0];
    }
  }
}
