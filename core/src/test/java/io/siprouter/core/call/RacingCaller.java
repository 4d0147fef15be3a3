package io.siprouter.core.call;

import io.siprouter.core.sip.DialogEvent;
import io.siprouter.core.sip.DialogTerms;
import io.siprouter.core.sip.InboundDialog;
import io.siprouter.core.sip.RequestFilter;
import io.siprouter.sip.message.Header;
import io.siprouter.sip.uri.SipUri;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/** A caller that does anything at any time. */
final class RacingCaller extends RacingParty implements InboundDialog {

  private final boolean offers;
  private final List<String> finals = new ArrayList<>();
  private boolean cancelled;
  private boolean left;

  /**
   * @param offers whether its INVITE had an offer, so that its ACK needs no answer
   */
  RacingCaller(boolean offers, Random random, List<String> trace) {
    super("caller", random, trace);
    this.offers = offers;
  }

  @Override
  List<Move> moves() {
    return switch (phase()) {
      case OFFERED ->
          cancelled ? List.of(leave()) : List.of(new Move("CANCEL", this::cancel), leave());
      case ANSWERED ->
          List.of(
              acknowledge(offers ? Optional.empty() : anySdp()),
              new Move("no ACK", () -> confirm(new DialogEvent.AckTimeout())),
              hangUp());
      case CONFIRMED -> movesInDialog();
      case OVER -> List.of();
    };
  }

  @Override
  Optional<Move> duty() {
    return switch (phase()) {
      case ANSWERED -> Optional.of(acknowledge(anySdp()));
      case CONFIRMED -> dutyInDialog();
      case OFFERED, OVER -> Optional.empty();
    };
  }

  private void cancel() {
    cancelled = true;
    emit(new DialogEvent.Cancelled(Optional.empty()));
  }

  /** To a BYE before any answer the stack itself answers the INVITE. */
  private Move leave() {
    var hangUp = hangUp();
    return new Move(
        "early BYE",
        () -> {
          left = true;
          finals.add("487 by the stack");
          hangUp.action().run();
        });
  }

  private Move acknowledge(Optional<String> sdp) {
    return new Move("ACK", () -> confirm(new DialogEvent.Acknowledged(sdp)));
  }

  private void confirm(DialogEvent event) {
    phase(Phase.CONFIRMED);
    emit(event);
  }

  @Override
  boolean acknowledgesWhenLeaving() {
    return false;
  }

  @Override
  public boolean agree(DialogTerms terms) {
    return true;
  }

  @Override
  public void writing(RequestFilter filter) {}

  @Override
  public void listen(Consumer<DialogEvent> listener) {
    events(listener);
  }

  @Override
  public void provisional(int status, Optional<String> sdp, SipUri contact) {
    note(String.valueOf(status));
    require(phase() == Phase.OFFERED || left, status + " after the final answer");
  }

  @Override
  public void answer(String sdp, SipUri contact) {
    conclude("200", Phase.ANSWERED);
  }

  @Override
  public void reject(int status, String reason, List<Header> extra) {
    require(status >= 400, status + " for the caller");
    conclude(String.valueOf(status), Phase.OVER);
  }

  private void conclude(String answer, Phase next) {
    note(answer);
    if (phase() == Phase.OFFERED) {
      finals.add(answer);
      phase(next);
    } else {
      require(left, "second final answer " + answer);
    }
  }

  @Override
  List<String> faults() {
    require(finals.size() == 1, "final answers " + finals);
    return super.faults();
  }
}
