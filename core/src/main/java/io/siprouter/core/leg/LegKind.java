package io.siprouter.core.leg;

/** What stands at the far end of a leg; programs are told it by these names. */
public enum LegKind {
  /** A provider's trunk. */
  SIP_PROVIDER,
  /** A phone registered here. */
  SIP_DEVICE,
  /** A browser. */
  WEBRTC,
  /** A part of this program, such as the echo test. */
  TOOL
}
