package io.siprouter.core.call;

import io.siprouter.core.sip.DialogEvent;
import io.siprouter.core.sip.InviteDialog;
import io.siprouter.sip.message.SipResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A far end that does at any time whatever the SIP stack would let a real one do. It lives in the
 * same phases as the stack's dialogs and keeps what is against their rules.
 */
abstract class RacingParty implements InviteDialog {

  enum Phase {
    OFFERED,
    ANSWERED,
    CONFIRMED,
    OVER
  }

  /** A re-INVITE of this party's. */
  enum Reoffer {
    NONE,
    ASKED,
    ANSWERED
  }

  /** Something a party can do now. */
  record Move(String name, Runnable action) {}

  private static final List<Optional<String>> OFFERS =
      List.of(
          Optional.of(Requests.PCMU_SDP),
          Optional.of(Requests.PCMU_SDP + "a=sendonly\r\n"),
          Optional.of(Requests.G729_SDP),
          Optional.of("nonsense"),
          Optional.empty());

  private final String name;
  private final Random random;
  private final List<String> trace;
  private final List<String> faults = new ArrayList<>();
  private Consumer<DialogEvent> events = _ -> {};
  private Phase phase = Phase.OFFERED;
  private Reoffer reoffer = Reoffer.NONE;
  private boolean leaving;
  private int byes;

  RacingParty(String name, Random random, List<String> trace) {
    this.name = name;
    this.random = random;
    this.trace = trace;
  }

  /** What it can do in its present phase. */
  abstract List<Move> moves();

  /** What a well-behaved party does next to come to an end without hanging up. */
  abstract Optional<Move> duty();

  /** Lets the stack end what takes too long. */
  void expire() {}

  final void play(Move move) {
    trace.add("%s: %s".formatted(name, move.name()));
    move.action().run();
  }

  final List<Move> movesInDialog() {
    var moves = new ArrayList<Move>();
    if (!leaving) {
      moves.add(hangUp());
      moves.add(new Move("INFO", this::ask));
    }
    switch (reoffer) {
      case NONE -> moves.add(new Move("re-INVITE", this::reoffer));
      case ASKED -> {}
      case ANSWERED -> {
        moves.add(ackOfReoffer());
        moves.add(
            new Move("no ACK of re-INVITE", () -> settleReoffer(new DialogEvent.AckTimeout())));
      }
    }
    return moves;
  }

  final Optional<Move> dutyInDialog() {
    return reoffer == Reoffer.ANSWERED ? Optional.of(ackOfReoffer()) : Optional.empty();
  }

  final Move hangUp() {
    return new Move(
        "BYE",
        () -> {
          phase = Phase.OVER;
          emit(new DialogEvent.Bye(Requests.any()));
        });
  }

  private Move ackOfReoffer() {
    return new Move(
        "ACK of re-INVITE", () -> settleReoffer(new DialogEvent.Acknowledged(anySdp())));
  }

  private void settleReoffer(DialogEvent event) {
    reoffer = Reoffer.NONE;
    phase = leaving ? Phase.OVER : phase;
    emit(event);
  }

  private void ask() {
    emit(new DialogEvent.Request(_ -> {}, Requests.any()));
  }

  private void reoffer() {
    reoffer = Reoffer.ASKED;
    emit(new DialogEvent.Reinvite(this::reofferAnswered, Requests.any(), anySdp()));
  }

  private void reofferAnswered(SipResponse response) {
    if (phase != Phase.OVER) {
      require(reoffer == Reoffer.ASKED, "second answer to a re-INVITE");
      reoffer = response.isSuccess() ? Reoffer.ANSWERED : Reoffer.NONE;
    }
  }

  final Optional<String> anySdp() {
    return OFFERS.get(random.nextInt(OFFERS.size()));
  }

  @Override
  public final void bye(Optional<String> reasonHeader) {
    trace.add("hub to %s: BYE".formatted(name));
    require(phase != Phase.OFFERED, "BYE without answer");
    byes++;
    leaving = phase != Phase.OVER;
    if (leaving && canLeave()) {
      phase = Phase.OVER;
    }
  }

  /** A BYE waits for the ACK of any answer of ours. */
  private boolean canLeave() {
    var confirmed = phase == Phase.CONFIRMED && reoffer != Reoffer.ANSWERED;
    return confirmed || acknowledgesWhenLeaving();
  }

  abstract boolean acknowledgesWhenLeaving();

  final void emit(DialogEvent event) {
    events.accept(event);
  }

  final void events(Consumer<DialogEvent> taker) {
    events = taker;
  }

  final void note(String what) {
    trace.add("hub to %s: %s".formatted(name, what));
  }

  final void require(boolean met, String fault) {
    if (!met) {
      faults.add(name + ": " + fault);
    }
  }

  final Random random() {
    return random;
  }

  final Phase phase() {
    return phase;
  }

  final void phase(Phase next) {
    phase = next;
    if (next == Phase.CONFIRMED && leaving) {
      phase = Phase.OVER;
    }
  }

  final boolean isOver() {
    return phase == Phase.OVER;
  }

  /** What has been done against the rules, as far as can be told at the end. */
  List<String> faults() {
    require(isOver(), "left in phase " + phase);
    require(byes <= 1, byes + " BYEs");
    return faults;
  }

  @Override
  public final String callId() {
    return name;
  }

  @Override
  public final void reinvite(String sdp) {
    require(false, "re-INVITE");
  }

  @Override
  public final void refresh(String sdp) {
    reinvite(sdp);
  }
}
