package io.siprouter.core.leg;

import io.siprouter.media.codec.Codec;
import io.siprouter.media.mix.MixerPort;
import io.siprouter.media.rtp.RtpEndpoint;
import io.siprouter.media.rtp.RtpSettings;
import io.siprouter.media.rtp.RtpStats;
import io.siprouter.sip.sdp.NegotiatedAudio;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The audio of one SIP leg: its RTP endpoint, which follows what its {@link Negotiation} agrees on.
 * Touched by the call's loop only.
 */
public final class LegMedia implements AutoCloseable {

  private final MediaPlane plane;
  private final LegEvents events;
  private final Negotiation negotiation;
  private MediaPlace place;
  private RtpEndpoint endpoint;

  private LegMedia(
      MediaPlane plane,
      LegEvents events,
      List<Codec> codecs,
      MediaPlace place,
      RtpEndpoint endpoint) {
    this.plane = plane;
    this.events = events;
    this.place = place;
    this.endpoint = endpoint;
    var capabilities = AudioFormats.capabilities(codecs, plane.sound().opus());
    this.negotiation = new Negotiation(place, endpoint.localPort(), capabilities, this::follow);
  }

  /**
   * Takes a port for a new leg; empty where none is free.
   *
   * @param codecs what to negotiate, best first
   * @param loop the leg's own
   */
  public static Optional<LegMedia> open(
      MediaPlane plane, MediaPlace place, List<Codec> codecs, LegLoop loop) {
    var events = new LegEvents(loop);
    return endpoint(plane, place, events)
        .map(endpoint -> new LegMedia(plane, events, codecs, place, endpoint));
  }

  private static Optional<RtpEndpoint> endpoint(
      MediaPlane plane, MediaPlace place, LegEvents events) {
    return RtpEndpoint.open(
        plane.io(), plane.ports(), plane.sound().jitter(), place.local(), events);
  }

  /**
   * Begins anew for a party elsewhere, before this one has said anything; false where no port is
   * free there.
   */
  public boolean moveTo(MediaPlace other) {
    if (other.equals(place)) {
      return true;
    }
    if (!other.local().equals(place.local())) {
      var moved = endpoint(plane, other, events);
      if (moved.isEmpty()) {
        return false;
      }
      endpoint.close();
      endpoint = moved.get();
    }
    place = other;
    negotiation.restart(place, endpoint.localPort());
    return true;
  }

  /** What is offered and answered about it. */
  public Negotiation negotiation() {
    return negotiation;
  }

  LegLoop loop() {
    return events.loop();
  }

  void attach(Leg leg, LegHub hub) {
    events.attach(leg, hub);
  }

  MixerPort port() {
    return endpoint;
  }

  RtpStats stats() {
    return endpoint.stats();
  }

  void exchangeReports() {
    endpoint.exchangeReports();
  }

  boolean takesDigits() {
    return negotiation.audio().filter(audio -> audio.txTelephoneEvent().isPresent()).isPresent();
  }

  void startDigit(char digit) {
    endpoint.startDigit(digit);
  }

  void endDigit() {
    endpoint.endDigit();
  }

  /** Gives the port back. Idempotent. */
  @Override
  public void close() {
    endpoint.close();
  }

  private void follow(NegotiatedAudio audio) {
    endpoint.apply(
        new RtpSettings(
            new InetSocketAddress(InetAddress.ofLiteral(audio.remoteAddress()), audio.remotePort()),
            AudioFormats.codec(audio.format()).orElseThrow(),
            audio.txPayloadType(),
            AudioFormats.codecs(audio.rxFormats()),
            audio.txTelephoneEvent(),
            audio.rxTelephoneEvents(),
            audio.ptimeMs(),
            audio.direction().sends(),
            audio.direction().receives(),
            plane.sound().opus().within(audio.format().fmtp()),
            Set.of(place.peer())));
  }
}
