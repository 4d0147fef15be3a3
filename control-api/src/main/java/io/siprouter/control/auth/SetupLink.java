package io.siprouter.control.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.siprouter.core.state.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The secret that lets the first user be made, once. {@code setup-token} in the state folder holds
 * it until then, so that a restart shows the same link. Any thread.
 */
final class SetupLink {

  private static final String NAME = "setup-token";
  private static final int LENGTH = 43;

  private final Path file;
  private final AtomicReference<Optional<String>> secret;

  private SetupLink(Path file, Optional<String> secret) {
    this.file = file;
    this.secret = new AtomicReference<>(secret);
  }

  /**
   * Makes the secret, or finds that of before.
   *
   * @param isNeeded whether there is no user; otherwise nothing is left that could be used
   */
  static SetupLink keptIn(Path state, boolean isNeeded) throws IOException {
    var file = state.resolve(NAME);
    if (isNeeded) {
      return new SetupLink(file, Optional.of(kept(file)));
    }
    Files.deleteIfExists(file);
    return new SetupLink(file, Optional.empty());
  }

  private static String kept(Path file) throws IOException {
    if (Files.exists(file) && Files.size(file) == LENGTH) {
      return Files.readString(file);
    }
    var secret = RandomSecret.next();
    new AtomicFile(file).write(secret.getBytes(UTF_8));
    return secret;
  }

  /** The secret, until it is used. */
  Optional<String> secret() {
    return secret.get();
  }

  boolean isRight(String guess) {
    return secret
        .get()
        .filter(right -> MessageDigest.isEqual(right.getBytes(UTF_8), guess.getBytes(UTF_8)))
        .isPresent();
  }

  /** Ends it; whether it was this call that did. */
  boolean use() throws IOException {
    var wasOpen = secret.getAndSet(Optional.empty()).isPresent();
    Files.deleteIfExists(file);
    return wasOpen;
  }
}
