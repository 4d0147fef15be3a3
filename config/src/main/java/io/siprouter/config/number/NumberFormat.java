package io.siprouter.config.number;

import java.util.Optional;

/** How a number is written towards a provider. */
public enum NumberFormat {
  /** {@code +4930123456}. */
  E164,
  /** {@code 4930123456}: E.164 without its plus sign. */
  E164_DIGITS,
  /** {@code 030123456}, abroad {@code 0033...}, as one dials in the provider's country. */
  NATIONAL,
  /** Whatever was dialled. */
  AS_DIALLED;

  /** The format of a name in a configuration. */
  public static Optional<NumberFormat> parse(String text) {
    return switch (text) {
      case "e164" -> Optional.of(E164);
      case "e164-digits" -> Optional.of(E164_DIGITS);
      case "national" -> Optional.of(NATIONAL);
      case "as-dialled" -> Optional.of(AS_DIALLED);
      default -> Optional.empty();
    };
  }
}
