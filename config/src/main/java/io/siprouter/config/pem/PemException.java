package io.siprouter.config.pem;

import java.nio.file.Path;

/** A PEM file that cannot be used. */
public final class PemException extends Exception {
  private static final long serialVersionUID = 1;

  private final String reason;

  PemException(Path file, String reason) {
    super(file + " " + reason);
    this.reason = reason;
  }

  /** Why, as the rest of a sentence about the file: {@code holds no certificate}. */
  public String reason() {
    return reason;
  }
}
