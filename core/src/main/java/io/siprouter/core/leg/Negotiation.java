package io.siprouter.core.leg;

import io.siprouter.media.codec.Codec;
import io.siprouter.sip.sdp.AudioCapabilities;
import io.siprouter.sip.sdp.AudioFormat;
import io.siprouter.sip.sdp.Direction;
import io.siprouter.sip.sdp.LocalMedia;
import io.siprouter.sip.sdp.NegotiatedAudio;
import io.siprouter.sip.sdp.OfferAnswer;
import io.siprouter.sip.sdp.OfferAnswerState;
import io.siprouter.sip.sdp.SdpException;
import io.siprouter.sip.sdp.SessionDescription;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the two ends of a leg offer and answer each other about its sound. On the call's loop. RFC
 * 3264.
 */
public final class Negotiation {

  private static final Logger log = LoggerFactory.getLogger(Negotiation.class);

  private final AudioCapabilities capabilities;
  private final Consumer<NegotiatedAudio> onAgreed;
  private OfferAnswer state;
  private Optional<AudioFormat> preferred = Optional.empty();

  /** The way sound is to flow if the peer lets it: what we want survives what it does. RFC 6337. */
  private Direction wanted = Direction.SENDRECV;

  /** What we will want once our offer is answered. */
  private Direction offered = Direction.SENDRECV;

  /**
   * @param onAgreed told what the leg's sound has to follow from now on
   */
  Negotiation(
      MediaPlace place,
      int port,
      AudioCapabilities capabilities,
      Consumer<NegotiatedAudio> onAgreed) {
    this.capabilities = capabilities;
    this.onAgreed = onAgreed;
    this.state = initial(place, port, capabilities);
  }

  /** What a leg would offer first at a port, which is not taken. */
  public static String firstOffer(
      MediaPlace place, int port, List<Codec> codecs, SoundSettings sound) {
    var capabilities = AudioFormats.capabilities(codecs, sound.opus());
    return made(initial(place, port, capabilities).createOffer(Direction.SENDRECV))
        .offer()
        .toString();
  }

  private static OfferAnswer initial(MediaPlace place, int port, AudioCapabilities capabilities) {
    return OfferAnswer.initial(
        ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE),
        new LocalMedia(literal(place.advertised()), port),
        capabilities);
  }

  /** SDP writes an IPv6 address without the brackets of a URI. */
  private static String literal(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** Begins anew with a party elsewhere, before this one has said anything. */
  void restart(MediaPlace place, int port) {
    state = initial(place, port, capabilities);
  }

  Optional<NegotiatedAudio> audio() {
    return state.audio();
  }

  /** The codec agreed on; empty before that. */
  Optional<Codec> codec() {
    return audio().map(NegotiatedAudio::format).flatMap(AudioFormats::codec);
  }

  boolean agreed() {
    return audio().isPresent();
  }

  /** A party that lets less through than we want holds us. */
  HeldBy heldBy() {
    var limited = audio().filter(audio -> audio.direction() != wanted).isPresent();
    return HeldBy.of(wanted != Direction.SENDRECV, limited);
  }

  /** Whether the caller left it to us to make the offer, which we have not done yet. */
  boolean isOfferOurs() {
    return state.state() instanceof OfferAnswerState.Idle;
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
    return switch (state.state()) {
      case OfferAnswerState.RemoteOffer _ -> answer();
      case OfferAnswerState.Idle _ -> sent(made(state.createOffer(wanted)), wanted);
      case OfferAnswerState.LocalOffer _, OfferAnswerState.Stable _ ->
          state.lastSent().map(SessionDescription::toString).orElseThrow();
    };
  }

  /**
   * Everything we can do, offered anew: a re-INVITE without offer asks for it, be it to end a hold
   * or to put the peer through to somebody else (RFC 3261 §14.2). Empty while an offer is under
   * way.
   */
  Optional<String> reoffer() {
    return sent(state.createOffer(wanted), wanted);
  }

  /** Offers again what is agreed; empty before anything is, and while an offer is under way. */
  Optional<String> refresh() {
    return sent(state.createRefresh(), wanted);
  }

  /** Offers to hold the peer, or to hold it no more; empty as above. RFC 3264 §8.4. */
  Optional<String> hold(boolean held) {
    var direction = held ? Direction.SENDONLY : Direction.SENDRECV;
    return sent(state.createTurn(direction), direction);
  }

  private Optional<String> sent(OfferAnswer.OfferCreation outcome, Direction direction) {
    return switch (outcome) {
      case OfferAnswer.OfferMade made -> Optional.of(sent(made, direction));
      case OfferAnswer.OutOfOrder _ -> Optional.empty();
    };
  }

  private String sent(OfferAnswer.OfferMade made, Direction direction) {
    state = made.next();
    offered = direction;
    return made.offer().toString();
  }

  private static OfferAnswer.OfferMade made(OfferAnswer.OfferCreation outcome) {
    return switch (outcome) {
      case OfferAnswer.OfferMade made -> made;
      case OfferAnswer.OutOfOrder(var detail) -> throw new IllegalStateException(detail);
    };
  }

  private String answer() {
    return switch (state.createAnswer(preferred, wanted)) {
      case OfferAnswer.AnswerMade(var next, var answer, var audio) -> {
        state = next;
        onAgreed.accept(audio);
        yield answer.toString();
      }
      case OfferAnswer.OutOfOrder(var detail) -> throw new IllegalStateException(detail);
    };
  }

  /**
   * Takes the end of our offer; one that got no usable answer is void.
   *
   * @return whether it was answered so that it holds from now on
   */
  boolean settle(Optional<String> answer) {
    var taken = answer.filter(this::receiveAnswer).isPresent();
    state = state.rollback();
    offered = wanted;
    return taken;
  }

  /** Takes the peer's offer; false where nothing in it can be used or it comes out of order. */
  public boolean receiveOffer(String sdp) {
    return offered(sdp) == OfferVerdict.TAKEN;
  }

  /** Takes the peer's offer, and says what is to be said to it. */
  OfferVerdict offered(String sdp) {
    return parse(sdp).map(this::takeOffer).orElse(OfferVerdict.UNUSABLE);
  }

  private OfferVerdict takeOffer(SessionDescription offer) {
    return switch (state.receiveOffer(offer)) {
      case OfferAnswer.OfferTaken(var next, _, _, _) -> {
        state = next;
        yield OfferVerdict.TAKEN;
      }
      case OfferAnswer.Refused(var next, var refusal) -> {
        log.info("Offer refused: {}", refusal.warnText());
        state = next;
        yield OfferVerdict.UNUSABLE;
      }
      case OfferAnswer.Glare _ -> OfferVerdict.CROSSING;
      case OfferAnswer.OutOfOrder _ -> OfferVerdict.TOO_EARLY;
    };
  }

  /**
   * Takes the peer's answer; false where nothing in it can be used. Our offer stands then: a
   * provisional answer may be followed by a better one.
   */
  boolean receiveAnswer(String sdp) {
    return parse(sdp).map(this::takeAnswer).orElse(false);
  }

  private boolean takeAnswer(SessionDescription answer) {
    return switch (state.receiveAnswer(answer)) {
      case OfferAnswer.Agreed(var next, var audio) -> {
        state = next;
        wanted = offered;
        onAgreed.accept(audio);
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
}
