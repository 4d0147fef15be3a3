package io.siprouter.core.call;

import io.siprouter.config.Device;
import java.util.Optional;

/**
 * In whose name a number is dialled.
 *
 * @param onBehalf the device whose routes and rights count; empty where a program dials for no
 *     device
 * @param showing the number to show, where the provider has it; empty for the usual one
 */
record Initiator(Optional<Device> onBehalf, Optional<String> showing) {

  static Initiator of(Device device) {
    return new Initiator(Optional.of(device), Optional.empty());
  }

  static Initiator of(Optional<Device> device) {
    return new Initiator(device, Optional.empty());
  }

  Initiator showing(Optional<String> number) {
    return new Initiator(onBehalf, number);
  }

  /** For logs. */
  @Override
  public String toString() {
    return onBehalf.map(Device::id).orElse("a program");
  }
}
