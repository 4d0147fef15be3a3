package io.siprouter.core.call;

import io.siprouter.config.AppConfig;
import io.siprouter.config.AppConfig.Device;
import io.siprouter.core.leg.LegKind;
import io.siprouter.core.registrar.Binding;
import io.siprouter.core.sip.Destination;
import io.siprouter.core.trunk.TrunkLine;

/** One place an INVITE can be sent to. */
public sealed interface Target {

  /** One contact of a device. */
  record Phone(Device device, Binding binding) implements Target {}

  /**
   * A number behind a provider.
   *
   * @param number as this provider writes it
   */
  record Outside(AppConfig.Provider provider, TrunkLine line, String number) implements Target {}

  default LegKind kind() {
    return switch (this) {
      case Phone _ -> LegKind.SIP_DEVICE;
      case Outside _ -> LegKind.SIP_PROVIDER;
    };
  }

  /** How events and logs name the target: an extension or a number. */
  default String label() {
    return switch (this) {
      case Phone(var device, _) -> device.extension();
      case Outside(_, _, var number) -> number;
    };
  }

  default Destination destination() {
    return switch (this) {
      case Phone(_, var binding) -> binding.destination();
      case Outside(_, var line, _) -> line.destination();
    };
  }
}
