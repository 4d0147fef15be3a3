package io.siprouter.sip.sdp;

import java.util.OptionalInt;

/** Where a dialog stands between offers and answers. */
public sealed interface OfferAnswerState {

  /** No offer is open; a refused offer leads back here. */
  sealed interface Settled extends OfferAnswerState {}

  /** Nothing offered yet. */
  record Idle() implements Settled {}

  /**
   * Agreed; offers of both parties can change it.
   *
   * @param line index of the audio line in use
   */
  record Stable(
      SessionDescription local,
      SessionDescription remote,
      int line,
      boolean offeredByUs,
      NegotiatedAudio audio)
      implements Settled {

    /** Whether the peer's line asks for what is agreed already, codecs it only adds aside. */
    boolean isRefreshedBy(MediaDescription offered, int offeredLine) {
      var known = remote.media().get(line);
      return offeredLine == line
          && offered.port() == known.port()
          && offered.connection().equals(known.connection())
          && offered.direction() == known.direction()
          && offered.ptimeMs().equals(known.ptimeMs())
          && offered.maxPtimeMs().equals(known.maxPtimeMs())
          && hasSameNumber(audio.format(), known, offered)
          && hasSameNumber(AudioFormat.telephoneEvent(audio.format().clockHz()), known, offered);
    }

    private static boolean hasSameNumber(
        AudioFormat format, MediaDescription known, MediaDescription offered) {
      OptionalInt number = known.payloadTypeOf(format);
      return number.equals(offered.payloadTypeOf(format));
    }
  }

  /** Ours, not answered yet. */
  record LocalOffer(SessionDescription offer, int line, Settled before)
      implements OfferAnswerState {}

  /** The peer's, not answered yet. */
  record RemoteOffer(SessionDescription offer, int line, Settled before)
      implements OfferAnswerState {

    MediaDescription media() {
      return offer.media().get(line);
    }
  }
}
