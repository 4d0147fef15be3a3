package io.siprouter.config;

import java.util.Optional;

/** A digest algorithm that a device may be challenged with, strongest first. RFC 8760 §2.1. */
public enum DigestName {
  SHA_256,
  MD5;

  /** The algorithm of a name of RFC 8760: {@code SHA-256}. */
  public static Optional<DigestName> parse(String text) {
    return switch (text) {
      case "SHA-256" -> Optional.of(SHA_256);
      case "MD5" -> Optional.of(MD5);
      default -> Optional.empty();
    };
  }
}
