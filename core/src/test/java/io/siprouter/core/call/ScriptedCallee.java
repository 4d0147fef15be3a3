package io.siprouter.core.call;

import io.siprouter.core.sip.DialogEvent;
import io.siprouter.core.sip.Failure;
import io.siprouter.core.sip.OutboundDialog;
import io.siprouter.core.sip.OutboundInvite;
import io.siprouter.sip.message.SipResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A callee's dialog as a test plays it. */
final class ScriptedCallee implements OutboundDialog {

  private final OutboundInvite invite;
  private final Consumer<DialogEvent> events;
  private final List<String> done = new ArrayList<>();
  private String lastOffer = "";

  ScriptedCallee(OutboundInvite invite, Consumer<DialogEvent> events) {
    this.invite = invite;
    this.events = events;
  }

  OutboundInvite invite() {
    return invite;
  }

  /** What we did in order: {@code ACK}, {@code CANCEL}, {@code BYE}, with a Reason where given. */
  List<String> done() {
    return done;
  }

  void tries() {
    events.accept(new DialogEvent.Provisional(response(100), Optional.empty()));
  }

  /** What we offered in the last re-INVITE. */
  String lastOffer() {
    return lastOffer;
  }

  void reports(DialogEvent event) {
    events.accept(event);
  }

  void rings() {
    events.accept(new DialogEvent.Provisional(response(180), Optional.empty()));
  }

  void sendsEarlyMedia() {
    sendsEarlyMedia(Requests.PCMU_SDP);
  }

  void sendsEarlyMedia(String sdp) {
    events.accept(new DialogEvent.Provisional(response(183), Optional.of(sdp)));
  }

  void answers() {
    answers(Requests.PCMU_SDP);
  }

  void answers(String sdp) {
    events.accept(new DialogEvent.Answered(response(200), Optional.of(sdp)));
  }

  void refuses(int status) {
    events.accept(new DialogEvent.Refused(response(status)));
  }

  /** Answers 302 with these Contact values. */
  void redirects(String... contacts) {
    var response = SipResponse.responseTo(Requests.any(), 302);
    for (var contact : contacts) {
      response.addHeader("Contact", contact);
    }
    events.accept(new DialogEvent.Refused(response.build()));
  }

  void isUnreachable() {
    events.accept(new DialogEvent.Failed(Failure.UNREACHABLE, "connection refused"));
  }

  void hangsUp() {
    events.accept(new DialogEvent.Bye(Requests.any()));
  }

  private static SipResponse response(int status) {
    return SipResponse.responseTo(Requests.any(), status).build();
  }

  @Override
  public String callId() {
    return "callee";
  }

  @Override
  public void ack(Optional<String> sdp) {
    done.add("ACK");
  }

  @Override
  public void cancel(Optional<String> reasonHeader) {
    done.add("CANCEL" + reasonHeader.map(reason -> " " + reason).orElse(""));
  }

  @Override
  public void bye(Optional<String> reasonHeader) {
    done.add("BYE");
  }

  @Override
  public void reinvite(String sdp) {
    done.add("INVITE");
    lastOffer = sdp;
  }

  @Override
  public void refresh(String sdp) {
    reinvite(sdp);
  }
}
