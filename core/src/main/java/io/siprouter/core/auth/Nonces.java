package io.siprouter.core.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Nonces that carry their own time and proof, so that nothing has to be remembered per challenge.
 * Any thread. RFC 7616 §3.3.
 *
 * <pre>
 *   base64url( issued at [ms], 8 bytes | number, 8 bytes | HMAC, 16 bytes )
 * </pre>
 *
 * The HMAC is made of both, of the address that may use the nonce, and of what tells this run of
 * the program from others: nobody knows any more which counts an earlier run has seen.
 */
final class Nonces {

  private static final char PURPOSE = 'n';
  private static final char PURPOSE_REQUEST = 'r';
  private static final int SIGNED_BYTES = 2 * Long.BYTES;
  private static final int PROOF_BYTES = 16;

  private final AtomicLong issued = new AtomicLong(new SecureRandom().nextLong() >>> 2);
  private final RecentNonces recent = new RecentNonces();
  private final byte[] run = new byte[Long.BYTES];
  private final NonceKey key;
  private final Duration lifetime;
  private final InstantSource clock;

  /**
   * @param lifetime how long an issued nonce is accepted
   */
  Nonces(NonceKey key, Duration lifetime, InstantSource clock) {
    this.key = key;
    this.lifetime = lifetime;
    this.clock = clock;
    new SecureRandom().nextBytes(run);
  }

  /**
   * A nonce that only {@code source} can use: a fresh one, unless the request is one that it has
   * sent before.
   *
   * @param request what a repetition has in common with it, and with nothing else
   */
  String issue(InetAddress source, String request) {
    var hash = key.sign(PURPOSE_REQUEST, source.getAddress(), request.getBytes(UTF_8));
    return text(recent.of(ByteBuffer.wrap(hash).getLong(), clock.millis(), this::next), source);
  }

  private Nonce next(long nowMs) {
    return new Nonce(nowMs, issued.incrementAndGet());
  }

  private String text(Nonce value, InetAddress source) {
    var signed = ByteBuffer.allocate(SIGNED_BYTES);
    signed.putLong(value.issuedAtMs()).putLong(value.number());
    var nonce = ByteBuffer.allocate(SIGNED_BYTES + PROOF_BYTES);
    nonce.put(signed.array()).put(proof(signed.array(), source));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(nonce.array());
  }

  /** The nonce, if this run issued it to this very source, and not too long ago. */
  Optional<Nonce> accept(String text, InetAddress source) {
    var bytes = decode(text);
    if (bytes.length != SIGNED_BYTES + PROOF_BYTES) {
      return Optional.empty();
    }
    var signed = Arrays.copyOf(bytes, SIGNED_BYTES);
    var proof = Arrays.copyOfRange(bytes, SIGNED_BYTES, bytes.length);
    var fields = ByteBuffer.wrap(signed);
    return MessageDigest.isEqual(proof, proof(signed, source))
        ? Optional.of(new Nonce(fields.getLong(), fields.getLong())).filter(this::isYoung)
        : Optional.empty();
  }

  private boolean isYoung(Nonce nonce) {
    var ageMs = clock.millis() - nonce.issuedAtMs();
    return ageMs >= 0 && ageMs <= lifetime.toMillis();
  }

  private byte[] proof(byte[] signed, InetAddress source) {
    return Arrays.copyOf(key.sign(PURPOSE, signed, run, source.getAddress()), PROOF_BYTES);
  }

  private static byte[] decode(String nonce) {
    try {
      return Base64.getUrlDecoder().decode(nonce);
    } catch (IllegalArgumentException _) {
      return new byte[0];
    }
  }
}
