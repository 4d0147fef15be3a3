package io.siprouter.core.phone;

import io.siprouter.media.codec.Codec;
import io.siprouter.sip.sdp.AudioCapabilities;
import io.siprouter.sip.sdp.AudioFormat;
import io.siprouter.sip.sdp.Direction;
import io.siprouter.sip.sdp.LocalMedia;
import io.siprouter.sip.sdp.NegotiatedAudio;
import io.siprouter.sip.sdp.OfferAnswer;
import io.siprouter.sip.sdp.OfferAnswer.Agreed;
import io.siprouter.sip.sdp.OfferAnswer.AnswerMade;
import io.siprouter.sip.sdp.OfferAnswer.Glare;
import io.siprouter.sip.sdp.OfferAnswer.OfferMade;
import io.siprouter.sip.sdp.OfferAnswer.OfferTaken;
import io.siprouter.sip.sdp.OfferAnswer.OutOfOrder;
import io.siprouter.sip.sdp.OfferAnswer.Refused;
import io.siprouter.sip.sdp.SdpException;
import io.siprouter.sip.sdp.SessionDescription;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Offer, answer and sound of one call. Loop only. RFC 3264. */
final class PhoneMedia implements AutoCloseable {

  static final String SDP = "application/sdp";

  private static final int PTIME_MS = 20;

  private final PhoneAudio audio;
  private OfferAnswer negotiation;

  /** What to send back, and what it settles. */
  record Answer(String sdp, Codec codec) {}

  PhoneMedia(PhoneAudio audio, InetAddress address, PhoneSound sound) {
    this.audio = audio;
    var formats =
        sound.codecs().stream()
            .map(codec -> AudioFormat.of(codec.encodingName(), codec.rtpClockHz()))
            .toList();
    this.negotiation =
        OfferAnswer.initial(
            ThreadLocalRandom.current().nextLong(Long.MAX_VALUE),
            new LocalMedia(address.getHostAddress(), audio.port()),
            new AudioCapabilities(formats, true, PTIME_MS));
  }

  /** The offer of a call that begins. */
  String offer() {
    return switch (negotiation.createOffer(Direction.SENDRECV)) {
      case OfferMade(var next, var offer) -> {
        negotiation = next;
        yield offer.toString();
      }
      case OutOfOrder(var detail) -> throw new IllegalStateException(detail);
    };
  }

  /** Takes the answer to our offer and begins to sound; empty if the answer is of no use. */
  Optional<Codec> accept(String answer) {
    return parse(answer).flatMap(this::accept);
  }

  private Optional<Codec> accept(SessionDescription answer) {
    return switch (negotiation.receiveAnswer(answer)) {
      case Agreed(var next, var agreed) -> {
        negotiation = next;
        yield Optional.of(begin(agreed));
      }
      case Refused _, OutOfOrder _ -> Optional.empty();
    };
  }

  /** Answers an offer and begins to sound, or goes on as now agreed; empty if it is of no use. */
  Optional<Answer> answer(String offer) {
    return parse(offer).flatMap(this::answer);
  }

  private Optional<Answer> answer(SessionDescription offer) {
    return switch (negotiation.receiveOffer(offer)) {
      case OfferTaken taken -> answer(taken.next());
      case Refused _, Glare _, OutOfOrder _ -> Optional.empty();
    };
  }

  private Optional<Answer> answer(OfferAnswer offered) {
    return switch (offered.createAnswer(Optional.empty(), Direction.SENDRECV)) {
      case AnswerMade(var next, var answer, var agreed) -> {
        negotiation = next;
        yield Optional.of(new Answer(answer.toString(), begin(agreed)));
      }
      case OutOfOrder(var detail) -> throw new IllegalStateException(detail);
    };
  }

  private Codec begin(NegotiatedAudio agreed) {
    var flow = PhoneFlow.of(agreed);
    audio.apply(flow);
    return flow.txCodec();
  }

  private static Optional<SessionDescription> parse(String sdp) {
    try {
      return Optional.of(SessionDescription.parse(sdp));
    } catch (SdpException _) {
      return Optional.empty();
    }
  }

  Heard heard() {
    return audio.heard();
  }

  @Override
  public void close() {
    audio.close();
  }
}
