package io.siprouter.core.call;

import io.siprouter.config.Device;
import io.siprouter.config.Provider;
import io.siprouter.core.leg.LegEnd;
import io.siprouter.core.leg.LegKind;
import io.siprouter.core.registrar.Binding;
import io.siprouter.core.sip.Destination;
import io.siprouter.core.trunk.TrunkLine;

/** One place an INVITE can be sent to. */
public sealed interface Target {

  /**
   * One contact of a device.
   *
   * @param secure whether the caller wants TLS all the way, so that nothing else may take its place
   */
  record Phone(Device device, Binding binding, boolean secure) implements Target {}

  /**
   * A number behind a provider.
   *
   * @param number as this provider writes it
   * @param identity whom the provider is told to show
   */
  record Outside(
      Provider provider, TrunkLine line, String number, Urgency urgency, OutsideIdentity identity)
      implements Target {}

  default LegKind kind() {
    return switch (this) {
      case Phone _ -> LegKind.SIP_DEVICE;
      case Outside _ -> LegKind.SIP_PROVIDER;
    };
  }

  /** How events and logs name the target: an extension or a number. */
  default String label() {
    return switch (this) {
      case Phone(var device, _, _) -> device.extension();
      case Outside outside -> outside.number();
    };
  }

  /** What it means for the caller that this target could not be had. */
  default LegEnd verdict(LegEnd end) {
    return switch (this) {
      case Phone _ -> end;
      case Outside outside -> outside.urgency().verdict(end);
    };
  }

  /** Who is rung, whichever contact or number of it. */
  default String peer() {
    return switch (this) {
      case Phone(var device, _, _) -> peer(device);
      case Outside outside -> peer(outside.provider());
    };
  }

  static String peer(Device device) {
    return "device " + device.id();
  }

  static String peer(Provider provider) {
    return "provider " + provider.id();
  }

  default Destination destination() {
    return switch (this) {
      case Phone(_, var binding, _) -> binding.destination();
      case Outside outside -> outside.line().destination();
    };
  }
}
