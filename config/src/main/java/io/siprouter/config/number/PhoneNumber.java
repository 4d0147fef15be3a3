package io.siprouter.config.number;

import java.util.Optional;

/**
 * A number as it was dialled, beside what it is worldwide.
 *
 * @param dialled without visual separators; what is no number stays as it is; empty when unknown
 * @param e164 with its plus sign; empty for extensions, short numbers and service codes
 */
public record PhoneNumber(String dialled, Optional<String> e164) {

  /** A number that means something at one place only. */
  static PhoneNumber local(String dialled) {
    return new PhoneNumber(dialled, Optional.empty());
  }

  /** The worldwide number, for want of one the number as dialled. */
  public String normalised() {
    return e164.orElse(dialled);
  }

  @Override
  public String toString() {
    return normalised();
  }
}
