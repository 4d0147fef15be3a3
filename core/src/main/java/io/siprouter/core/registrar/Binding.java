package io.siprouter.core.registrar;

import io.siprouter.core.sip.Destination;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.sip.uri.SipUri;
import java.time.Duration;
import java.time.Instant;

/**
 * A contact that a device registered. Immutable.
 *
 * @param contact as the device gave it, which is the request URI of what we send it
 * @param flow what its REGISTER came over, which is where requests are really sent
 * @param q the device's own preference among its contacts [0..1]
 * @param callId of the REGISTER that made or last refreshed it
 * @param cSeq of the same
 */
public record Binding(
    String deviceId,
    SipUri contact,
    SipFlow flow,
    double q,
    Instant expiresAt,
    String callId,
    long cSeq) {

  /** Where requests to this contact go. */
  public Destination destination() {
    return new Destination(flow.transport(), flow.remote(), flow);
  }

  /** How long it lasts; zero where it has expired. */
  public Duration remaining(Instant now) {
    return isLive(now) ? Duration.between(now, expiresAt) : Duration.ZERO;
  }

  boolean isLive(Instant now) {
    return expiresAt.isAfter(now);
  }
}
