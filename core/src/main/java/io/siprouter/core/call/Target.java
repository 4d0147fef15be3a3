package io.siprouter.core.call;

import io.siprouter.config.Device;
import io.siprouter.config.Provider;
import io.siprouter.core.leg.LegEnd;
import io.siprouter.core.leg.LegKind;
import io.siprouter.core.leg.LegPeer;
import io.siprouter.core.registrar.Binding;
import io.siprouter.core.sip.Destination;
import io.siprouter.core.trunk.TrunkLine;
import io.siprouter.sip.uri.SipUri;

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

  /**
   * Who a leg to this target leads to.
   *
   * @param invited the URI that is invited
   */
  default LegPeer peer(SipUri invited) {
    return switch (this) {
      case Phone(var device, _, _) ->
          new LegPeer(LegKind.SIP_DEVICE, device.id(), device.extension(), invited.toString());
      case Outside outside ->
          new LegPeer(
              LegKind.SIP_PROVIDER, outside.provider().id(), outside.number(), invited.toString());
    };
  }

  /** What it means for the caller that this target could not be had. */
  default LegEnd verdict(LegEnd end) {
    return switch (this) {
      case Phone _ -> end;
      case Outside outside -> outside.urgency().verdict(end);
    };
  }

  /** Who is rung, whichever contact or number of it: the source of calls from there. */
  default CallSource owner() {
    return switch (this) {
      case Phone(var device, _, _) -> CallSource.of(device);
      case Outside outside -> CallSource.of(outside.provider());
    };
  }

  default Destination destination() {
    return switch (this) {
      case Phone(_, var binding, _) -> binding.destination();
      case Outside outside -> outside.line().destination();
    };
  }
}
