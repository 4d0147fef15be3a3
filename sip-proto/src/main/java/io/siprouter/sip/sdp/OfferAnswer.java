package io.siprouter.sip.sdp;

import io.siprouter.sip.sdp.OfferAnswerState.Idle;
import io.siprouter.sip.sdp.OfferAnswerState.LocalOffer;
import io.siprouter.sip.sdp.OfferAnswerState.RemoteOffer;
import io.siprouter.sip.sdp.OfferAnswerState.Settled;
import io.siprouter.sip.sdp.OfferAnswerState.Stable;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Offer/answer state of one dialog, for one audio line; an immutable value whose every step returns
 * the next. RFC 3264.
 *
 * <pre>
 * Idle | Stable --createOffer--> LocalOffer  --receiveAnswer--> Stable
 * Stable --createRefresh, createTurn--> LocalOffer
 * Idle | Stable --receiveOffer-> RemoteOffer --createAnswer---> Stable
 * LocalOffer | RemoteOffer --rollback--> Idle | Stable, as before
 * </pre>
 */
public final class OfferAnswer {

  private final LocalSession local;
  private final OfferAnswerState state;

  private OfferAnswer(LocalSession local, OfferAnswerState state) {
    this.local = local;
    this.state = state;
  }

  /**
   * A dialog in which nothing was offered yet.
   *
   * @param sessionId of our o= line, unsigned
   */
  public static OfferAnswer initial(
      long sessionId, LocalMedia media, AudioCapabilities capabilities) {
    return new OfferAnswer(LocalSession.of(sessionId, media, capabilities), new Idle());
  }

  public OfferAnswerState state() {
    return state;
  }

  /** What was agreed last; a pending offer does not change it. */
  public Optional<NegotiatedAudio> audio() {
    return stable().map(Stable::audio);
  }

  /** What we sent last, such as the answer of a 183 that the 200 repeats. */
  public Optional<SessionDescription> lastSent() {
    return Optional.ofNullable(local.lastSent());
  }

  /** Offers every format we have; a re-offer keeps number and order of the m= lines. */
  public OfferCreation createOffer(Direction direction) {
    return switch (state) {
      case Idle _ -> offered(local.offer(List.of(), 0, direction));
      case Stable s -> offered(local.offer(s.local().media(), s.line(), direction));
      case LocalOffer _, RemoteOffer _ -> new OutOfOrder("an offer is not answered yet");
    };
  }

  /** Repeats our part of what was agreed, as a session refresh does. RFC 4028 §7.4. */
  public OfferCreation createRefresh() {
    return repeated(s -> local.repeat(s.local()));
  }

  /** Repeats our part of what was agreed but for the way that sound flows: a hold. §8.4. */
  public OfferCreation createTurn(Direction direction) {
    return repeated(s -> local.turn(s.local(), s.line(), direction));
  }

  private OfferCreation repeated(Function<Stable, SessionDescription> described) {
    return switch (state) {
      case Stable s -> offered(described.apply(s));
      case Idle _ -> new OutOfOrder("nothing is agreed yet");
      case LocalOffer _, RemoteOffer _ -> new OutOfOrder("an offer is not answered yet");
    };
  }

  /** An answer may come again: in a 183 and the 200, or changed by the 200. */
  public AnswerReceipt receiveAnswer(SessionDescription answer) {
    return switch (state) {
      case LocalOffer o -> agreed(o.offer(), o.line(), answer, o.before());
      case Stable s when s.offeredByUs() -> agreed(s.local(), s.line(), answer, s);
      case Stable _, Idle _, RemoteOffer _ -> new OutOfOrder("no offer of ours to answer");
    };
  }

  public OfferReceipt receiveOffer(SessionDescription offer) {
    return switch (state) {
      case Settled before -> taken(offer, before);
      case LocalOffer _ -> new Glare();
      case RemoteOffer _ -> new OutOfOrder("the offer before is not answered yet");
    };
  }

  /**
   * Answers with one codec: the preferred if offered, else the one in use, else the peer's first.
   *
   * @param direction what we want; the peer's offer may allow less
   */
  public AnswerCreation createAnswer(Optional<AudioFormat> preferred, Direction direction) {
    return switch (state) {
      case RemoteOffer o -> answered(o, preferred, direction);
      case Settled _, LocalOffer _ -> new OutOfOrder("no offer of the peer to answer");
    };
  }

  /** Forgets an offer, ours or the peer's, that was refused or will not be answered. */
  public OfferAnswer rollback() {
    return switch (state) {
      case Settled _ -> this;
      case LocalOffer o -> new OfferAnswer(local, o.before());
      case RemoteOffer o -> new OfferAnswer(local, o.before());
    };
  }

  private OfferMade offered(SessionDescription offer) {
    int line = stable().map(Stable::line).orElse(0);
    var pending = new LocalOffer(offer, line, settled());
    return new OfferMade(new OfferAnswer(local.sent(offer, line), pending), offer);
  }

  private AnswerReceipt agreed(
      SessionDescription offer, int line, SessionDescription answer, Settled before) {
    return switch (AudioSelection.inAnswer(answer, offer, line, local.media())) {
      case AudioSelection.Unusable(var refusal) ->
          new Refused(new OfferAnswer(local, before), refusal);
      case AudioSelection.Usable _ -> {
        var stable = stable(offer, answer, line, true);
        yield new Agreed(new OfferAnswer(local, stable), stable.audio());
      }
    };
  }

  private OfferReceipt taken(SessionDescription offer, Settled before) {
    int lineInUse = stable().map(Stable::line).orElse(0);
    var acceptable = local.capabilities().formats();
    return switch (AudioSelection.inOffer(offer, lineInUse, local.media(), acceptable)) {
      case AudioSelection.Unusable(var refusal) -> new Refused(this, refusal);
      case AudioSelection.Usable(int line) -> {
        var pending = new RemoteOffer(offer, line, before);
        var media = offer.media().get(line);
        yield new OfferTaken(
            new OfferAnswer(local, pending),
            common(media),
            media.effectiveDirection().reversed(),
            stable().filter(s -> s.isRefreshedBy(media, line)).isPresent());
      }
    };
  }

  private AnswerMade answered(
      RemoteOffer pending, Optional<AudioFormat> preferred, Direction direction) {
    var common = common(pending.media());
    var format =
        preferred
            .flatMap(wanted -> matching(common, wanted))
            .or(() -> audio().flatMap(current -> matching(common, current.format())))
            .orElseGet(common::getFirst);
    var answer = local.answer(pending.offer(), pending.line(), format, direction);
    var stable = stable(answer, pending.offer(), pending.line(), false);
    var next = new OfferAnswer(local.sent(answer, pending.line()), stable);
    return new AnswerMade(next, answer, stable.audio());
  }

  private List<AudioFormat> common(MediaDescription offered) {
    var ours = local.capabilities().formats();
    return offered.audioFormats().values().stream()
        .flatMap(theirs -> matching(ours, theirs).stream())
        .distinct()
        .toList();
  }

  private static Optional<AudioFormat> matching(List<AudioFormat> formats, AudioFormat wanted) {
    return formats.stream().filter(wanted::matches).findFirst();
  }

  private Stable stable(
      SessionDescription ours, SessionDescription theirs, int line, boolean offeredByUs) {
    var audio =
        Agreement.of(
            ours.media().get(line), theirs.media().get(line), local.capabilities().ptimeMs());
    return new Stable(ours, theirs, line, offeredByUs, audio);
  }

  private Settled settled() {
    return switch (state) {
      case Settled s -> s;
      case LocalOffer o -> o.before();
      case RemoteOffer o -> o.before();
    };
  }

  private Optional<Stable> stable() {
    return switch (settled()) {
      case Stable s -> Optional.of(s);
      case Idle _ -> Optional.empty();
    };
  }

  /** What offers of ours come to. */
  public sealed interface OfferCreation {}

  /** What {@link #receiveAnswer} comes to. */
  public sealed interface AnswerReceipt {}

  /** What {@link #receiveOffer} comes to. */
  public sealed interface OfferReceipt {}

  /** What {@link #createAnswer} comes to. */
  public sealed interface AnswerCreation {}

  public record OfferMade(OfferAnswer next, SessionDescription offer) implements OfferCreation {}

  public record AnswerMade(OfferAnswer next, SessionDescription answer, NegotiatedAudio audio)
      implements AnswerCreation {}

  public record Agreed(OfferAnswer next, NegotiatedAudio audio) implements AnswerReceipt {}

  /**
   * The peer's offer waits for our answer.
   *
   * @param common codecs both have, in the peer's order; at least one
   * @param allowed the most that our direction can be
   * @param refresh whether the peer asks for what is agreed already: answer at once, with no
   *     preferred codec and the direction as it is, and leave the other leg alone
   */
  public record OfferTaken(
      OfferAnswer next, List<AudioFormat> common, Direction allowed, boolean refresh)
      implements OfferReceipt {}

  /**
   * Nothing usable in the peer's SDP; what was agreed before stands.
   *
   * @param next as before the offer, whoever made it
   */
  public record Refused(OfferAnswer next, Refusal refusal) implements OfferReceipt, AnswerReceipt {}

  /** The peer's offer crosses ours; worth a 491. */
  public record Glare() implements OfferReceipt {}

  /** The step does not fit the state; worth a 500 where the peer took it. RFC 3261 §14.2. */
  public record OutOfOrder(String detail)
      implements OfferCreation, AnswerReceipt, OfferReceipt, AnswerCreation {}
}
