package io.siprouter.core.call;

import io.siprouter.config.Device;

/**
 * Who calls.
 *
 * @param number an extension or a telephone number; empty when not known
 * @param displayName may be empty
 * @param withheld whether the called party is not to see who calls
 */
public record Party(String number, String displayName, boolean withheld) {

  /** A party that shows who it is, if anybody knows. */
  Party(String number, String displayName) {
    this(number, displayName, number.isEmpty());
  }

  static Party of(Device device) {
    return new Party(device.extension(), device.displayName());
  }

  Party hidden(boolean hidden) {
    return new Party(number, displayName, withheld || hidden);
  }
}
