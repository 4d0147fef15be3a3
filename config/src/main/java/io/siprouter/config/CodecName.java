package io.siprouter.config;

import java.util.Locale;
import java.util.Optional;

/** A codec that a configuration may name. */
public enum CodecName {
  G722,
  OPUS,
  PCMA,
  PCMU;

  /** The codec of a spelling in any case, with or without its clock rate: {@code pcmu/8000}. */
  public static Optional<CodecName> parse(String text) {
    return switch (text.toUpperCase(Locale.ROOT)) {
      // It samples at 16 kHz but its RTP clock says 8000 (RFC 3551 §4.5.2): people write either.
      case "G722", "G722/8000", "G722/16000" -> Optional.of(G722);
      case "OPUS", "OPUS/48000", "OPUS/48000/2" -> Optional.of(OPUS);
      case "PCMA", "PCMA/8000" -> Optional.of(PCMA);
      case "PCMU", "PCMU/8000" -> Optional.of(PCMU);
      default -> Optional.empty();
    };
  }
}
