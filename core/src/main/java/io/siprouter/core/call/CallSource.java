package io.siprouter.core.call;

import io.siprouter.config.Device;
import io.siprouter.config.Provider;
import java.util.Locale;

/**
 * What a call comes from.
 *
 * @param id of the device or provider; of a command the device it speaks for, or empty
 */
record CallSource(Kind kind, String id) {

  enum Kind {
    DEVICE,
    PROVIDER,
    COMMAND;

    /** The name on the wire, for example {@code device}. */
    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static CallSource of(Device device) {
    return new CallSource(Kind.DEVICE, device.id());
  }

  static CallSource of(Provider provider) {
    return new CallSource(Kind.PROVIDER, provider.id());
  }

  @Override
  public String toString() {
    return kind.wireName() + " " + id;
  }
}
