package io.siprouter.core.leg;

import io.siprouter.media.codec.Codec;
import io.siprouter.media.mix.MixerPort;
import io.siprouter.media.rtp.RtpEndpoint;
import io.siprouter.media.rtp.RtpSettings;
import io.siprouter.media.rtp.RtpStats;
import io.siprouter.sip.sdp.AudioCapabilities;
import io.siprouter.sip.sdp.AudioFormat;
import io.siprouter.sip.sdp.Direction;
import io.siprouter.sip.sdp.LocalMedia;
import io.siprouter.sip.sdp.NegotiatedAudio;
import io.siprouter.sip.sdp.OfferAnswer;
import io.siprouter.sip.sdp.OfferAnswerState;
import io.siprouter.sip.sdp.SdpException;
import io.siprouter.sip.sdp.SessionDescription;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audio of one SIP leg: what its dialog has agreed, and the RTP endpoint that follows it.
 * Touched by the call's loop only.
 */
public final class LegMedia implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(LegMedia.class);

  private final MediaPlane plane;
  private final LegEvents events;
  private final List<Codec> codecs;
  private MediaPlace place;
  private RtpEndpoint endpoint;
  private OfferAnswer negotiation;
  private Optional<AudioFormat> preferred = Optional.empty();

  private LegMedia(
      MediaPlane plane,
      LegEvents events,
      List<Codec> codecs,
      MediaPlace place,
      RtpEndpoint endpoint) {
    this.plane = plane;
    this.events = events;
    this.codecs = codecs;
    this.place = place;
    this.endpoint = endpoint;
    this.negotiation = initial(place, endpoint.localPort(), capabilities());
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

  /** What a leg would offer first at a port, which is not taken. */
  public static String offer(MediaPlace place, int port, List<Codec> codecs, SoundSettings sound) {
    var capabilities = AudioFormats.capabilities(codecs, sound.opus());
    return made(initial(place, port, capabilities).createOffer(Direction.SENDRECV))
        .offer()
        .toString();
  }

  private AudioCapabilities capabilities() {
    return AudioFormats.capabilities(codecs, plane.sound().opus());
  }

  private static OfferAnswer initial(MediaPlace place, int port, AudioCapabilities capabilities) {
    return OfferAnswer.initial(
        ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE),
        new LocalMedia(literal(place.advertised()), port),
        capabilities);
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
    negotiation = initial(place, endpoint.localPort(), capabilities());
    return true;
  }

  /** SDP writes an IPv6 address without the brackets of a URI. */
  private static String literal(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
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

  /** Whether either side holds the other, so that no sound is due. */
  boolean held() {
    return negotiation.audio().filter(audio -> audio.direction() != Direction.SENDRECV).isPresent();
  }

  void hearRtcp() {
    endpoint.hearRtcp();
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

  /** The codec agreed on; empty before that. */
  Optional<Codec> codec() {
    return negotiation.audio().map(NegotiatedAudio::format).flatMap(AudioFormats::codec);
  }

  /** Whether the caller left it to us to make the offer, which we have not done yet. */
  boolean isOfferOurs() {
    return negotiation.state() instanceof OfferAnswerState.Idle;
  }

  boolean agreed() {
    return negotiation.audio().isPresent();
  }

  /** Names the codec to answer with where the peer offers it. */
  void prefer(Optional<Codec> codec) {
    preferred = codec.map(AudioFormats::of);
  }

  /**
   * What to send to the peer now: our answer to its offer, our own offer where it made none, or
   * again what we sent last.
   */
  public String description() {
    return switch (negotiation.state()) {
      case OfferAnswerState.RemoteOffer _ -> answer();
      case OfferAnswerState.Idle _ -> offer();
      case OfferAnswerState.LocalOffer _, OfferAnswerState.Stable _ ->
          negotiation.lastSent().map(SessionDescription::toString).orElseThrow();
    };
  }

  /** Offers again what is agreed; empty before anything is, and while an offer is under way. */
  Optional<String> reoffer() {
    return switch (negotiation.createRefresh()) {
      case OfferAnswer.OfferMade(var next, var offer) -> {
        negotiation = next;
        yield Optional.of(offer.toString());
      }
      case OfferAnswer.OutOfOrder _ -> Optional.empty();
    };
  }

  /**
   * Takes the end of our offer; one that got no usable answer is void.
   *
   * @return whether anything is agreed, be it from before
   */
  boolean settle(Optional<String> answer) {
    answer.ifPresent(this::receiveAnswer);
    negotiation = negotiation.rollback();
    return agreed();
  }

  /** Takes the peer's offer; false where nothing in it can be used or it comes out of order. */
  public boolean receiveOffer(String sdp) {
    return offered(sdp) == OfferVerdict.TAKEN;
  }

  /** Takes the peer's offer, and says what is to be said to it. */
  OfferVerdict offered(String sdp) {
    return parse(sdp).map(this::takeOffer).orElse(OfferVerdict.UNUSABLE);
  }

  /**
   * Takes the peer's answer; false where nothing in it can be used. Our offer stands then: a
   * provisional answer may be followed by a better one.
   */
  boolean receiveAnswer(String sdp) {
    return parse(sdp).map(this::takeAnswer).orElse(false);
  }

  /** Gives the port back. Idempotent. */
  @Override
  public void close() {
    endpoint.close();
  }

  /**
   * Everything we can do, offered anew: a re-INVITE without offer asks for it, be it to end a hold
   * or to put the peer through to somebody else (RFC 3261 §14.2).
   */
  String offer() {
    var made = made(negotiation.createOffer(Direction.SENDRECV));
    negotiation = made.next();
    return made.offer().toString();
  }

  private static OfferAnswer.OfferMade made(OfferAnswer.OfferCreation outcome) {
    return switch (outcome) {
      case OfferAnswer.OfferMade made -> made;
      case OfferAnswer.OutOfOrder(var detail) -> throw new IllegalStateException(detail);
    };
  }

  private String answer() {
    return switch (negotiation.createAnswer(preferred, Direction.SENDRECV)) {
      case OfferAnswer.AnswerMade(var next, var answer, var audio) -> {
        negotiation = next;
        follow(audio);
        yield answer.toString();
      }
      case OfferAnswer.OutOfOrder(var detail) -> throw new IllegalStateException(detail);
    };
  }

  private OfferVerdict takeOffer(SessionDescription offer) {
    return switch (negotiation.receiveOffer(offer)) {
      case OfferAnswer.OfferTaken(var next, _, _, _) -> {
        negotiation = next;
        yield OfferVerdict.TAKEN;
      }
      case OfferAnswer.Refused(var next, var refusal) -> {
        log.info("Offer refused: {}", refusal.warnText());
        negotiation = next;
        yield OfferVerdict.UNUSABLE;
      }
      case OfferAnswer.Glare _ -> OfferVerdict.CROSSING;
      case OfferAnswer.OutOfOrder _ -> OfferVerdict.TOO_EARLY;
    };
  }

  private boolean takeAnswer(SessionDescription answer) {
    return switch (negotiation.receiveAnswer(answer)) {
      case OfferAnswer.Agreed(var next, var audio) -> {
        negotiation = next;
        follow(audio);
        yield true;
      }
      case OfferAnswer.Refused(_, var refusal) -> {
        log.info("Answer refused: {}", refusal.warnText());
        yield false;
      }
      case OfferAnswer.OutOfOrder _ -> false;
    };
  }

  private static Optional<SessionDescription> parse(String sdp) {
    try {
      return Optional.of(SessionDescription.parse(sdp));
    } catch (SdpException e) {
      log.info("Session description refused: {}", e.getMessage());
      return Optional.empty();
    }
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
