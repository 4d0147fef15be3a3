package io.siprouter.core.leg;

import java.util.Locale;

/** What stands at the far end of a leg. */
public enum LegKind {
  /** A provider's trunk. */
  SIP_PROVIDER,
  /** A phone registered here. */
  SIP_DEVICE,
  /** A browser. */
  WEBRTC,
  /** A part of this program, such as the echo test. */
  TOOL;

  /** The name on the wire, for example {@code sip_device}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
