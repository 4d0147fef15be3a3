package io.siprouter.core.call;

import io.siprouter.core.sip.DialogEvent;
import io.siprouter.core.sip.Failure;
import io.siprouter.core.sip.OutboundDialog;
import io.siprouter.sip.message.SipResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/** A callee that does anything at any time. */
final class RacingCallee extends RacingParty implements OutboundDialog {

  private static final List<Integer> REFUSALS = List.of(302, 401, 404, 486, 503, 600, 603);

  /** How long the stack waits for the effect of a CANCEL: 64*T1. */
  private static final Duration PATIENCE = Duration.ofSeconds(32);

  private final InstantSource clock;
  private Instant cancelledAt = Instant.MAX;
  private boolean answered;
  private int acks;

  RacingCallee(
      String name,
      InstantSource clock,
      Random random,
      List<String> trace,
      Consumer<DialogEvent> listener) {
    super(name, random, trace);
    this.clock = clock;
    events(listener);
  }

  @Override
  List<Move> moves() {
    return switch (phase()) {
      case OFFERED -> movesUnanswered();
      case ANSWERED -> List.of(hangUp());
      case CONFIRMED -> movesInDialog();
      case OVER -> List.of();
    };
  }

  private List<Move> movesUnanswered() {
    var moves = new ArrayList<Move>();
    moves.add(new Move("180", () -> progress(180, Optional.empty())));
    moves.add(new Move("183", () -> progress(183, anySdp())));
    moves.add(new Move("200", () -> answer(Optional.of(Requests.PCMU_SDP))));
    moves.add(new Move("200 with any media", () -> answer(anySdp())));
    var refusal = REFUSALS.get(random().nextInt(REFUSALS.size()));
    moves.add(new Move(String.valueOf(refusal), () -> refuse(refusal)));
    moves.add(new Move("unreachable", () -> fail(Failure.UNREACHABLE)));
    moves.add(new Move("timeout", () -> fail(Failure.TIMEOUT)));
    if (isCancelled()) {
      moves.add(obey());
    }
    return moves;
  }

  @Override
  Optional<Move> duty() {
    return switch (phase()) {
      case OFFERED -> isCancelled() ? Optional.of(obey()) : Optional.empty();
      case CONFIRMED -> dutyInDialog();
      case ANSWERED, OVER -> Optional.empty();
    };
  }

  private boolean isCancelled() {
    return cancelledAt.isBefore(Instant.MAX);
  }

  @Override
  void expire() {
    var due = isCancelled() && !clock.instant().isBefore(cancelledAt.plus(PATIENCE));
    if (due && phase() == Phase.OFFERED) {
      fail(Failure.TIMEOUT);
    }
  }

  private Move obey() {
    return new Move("487", () -> refuse(487));
  }

  private void progress(int status, Optional<String> sdp) {
    emit(new DialogEvent.Provisional(response(status).build(), sdp));
  }

  /** An answer that crosses a CANCEL is hung up by the stack. */
  private void answer(Optional<String> sdp) {
    answered = true;
    phase(isCancelled() ? Phase.OVER : Phase.ANSWERED);
    emit(new DialogEvent.Answered(response(200).build(), sdp));
  }

  private void refuse(int status) {
    phase(Phase.OVER);
    emit(
        new DialogEvent.Refused(
            response(status)
                .addHeader("Contact", "<sip:103@hub.example>")
                .addHeader("Contact", "<sip:100@hub.example>")
                .build()));
  }

  private void fail(Failure failure) {
    phase(Phase.OVER);
    emit(new DialogEvent.Failed(failure, "at random"));
  }

  private static SipResponse.Builder response(int status) {
    return SipResponse.responseTo(Requests.any(), status);
  }

  @Override
  boolean acknowledgesWhenLeaving() {
    return phase() == Phase.ANSWERED;
  }

  @Override
  public void ack(Optional<String> sdp) {
    note("ACK");
    require(answered, "ACK without answer");
    require(!isCancelled(), "ACK after CANCEL");
    acks++;
    if (phase() == Phase.ANSWERED) {
      phase(Phase.CONFIRMED);
    }
  }

  /** One that crosses a refusal is dropped by the stack, one that crosses an answer is a BYE. */
  @Override
  public void cancel(Optional<String> reasonHeader) {
    note("CANCEL");
    require(!isCancelled(), "second CANCEL");
    cancelledAt = clock.instant();
    if (phase() == Phase.ANSWERED) {
      phase(Phase.OVER);
    }
  }

  @Override
  List<String> faults() {
    require(acks <= 1, acks + " ACKs");
    return super.faults();
  }
}
