package io.siprouter.core.auth;

import io.siprouter.core.state.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The secret behind nonces and decoys: HMAC-SHA-256. Any thread. RFC 2104. */
public final class NonceKey {

  private static final Logger log = LoggerFactory.getLogger(NonceKey.class);
  private static final String ALGORITHM = "HmacSHA256";
  private static final String FILE = "nonce-key";
  private static final int BYTES = 32;

  private final SecretKeySpec key;

  private NonceKey(byte[] bytes) {
    this.key = new SecretKeySpec(bytes, ALGORITHM);
  }

  /** A key that nobody else ever has. */
  public static NonceKey random() {
    return new NonceKey(randomBytes());
  }

  /** The key kept in the state folder, made there if there is none that can be used. */
  public static NonceKey keptIn(Path state) {
    var file = new AtomicFile(state.resolve(FILE));
    try {
      var kept = Files.exists(file.path()) ? Files.readAllBytes(file.path()) : new byte[0];
      return new NonceKey(kept.length == BYTES ? kept : make(file));
    } catch (IOException e) {
      log.warn(
          "{} cannot be kept: unknown names are challenged otherwise after a restart",
          file.path(),
          e);
      return random();
    }
  }

  private static byte[] make(AtomicFile file) throws IOException {
    var bytes = randomBytes();
    file.write(bytes);
    return bytes;
  }

  private static byte[] randomBytes() {
    var bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  /**
   * Signs what is put together of some parts.
   *
   * @param purpose so that a proof of one thing is never one of another
   */
  byte[] sign(char purpose, byte[]... parts) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update((byte) purpose);
      for (var part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
    }
  }
}
