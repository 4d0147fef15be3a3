package io.siprouter.core.call;

import io.siprouter.core.sip.DialogEvent;
import io.siprouter.core.sip.DialogTerms;
import io.siprouter.core.sip.InboundDialog;
import io.siprouter.core.sip.RequestFilter;
import io.siprouter.sip.message.Header;
import io.siprouter.sip.message.SipResponse;
import io.siprouter.sip.uri.SipUri;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A caller's dialog as a test plays it: keeps what we did, and lets the test do the rest. */
final class ScriptedCaller implements InboundDialog {

  private final List<String> done = new ArrayList<>();
  private final List<String> descriptions = new ArrayList<>();
  private Consumer<DialogEvent> events = _ -> {};

  /** What we did in order: {@code 180}, {@code 200}, {@code 486 Busy Here}, {@code BYE}. */
  List<String> done() {
    return done;
  }

  String lastDescription() {
    return descriptions.getLast();
  }

  void acknowledges() {
    events.accept(new DialogEvent.Acknowledged(Optional.empty()));
  }

  /** Answers our offer. */
  void acknowledges(String sdp) {
    events.accept(new DialogEvent.Acknowledged(Optional.of(sdp)));
  }

  /** Sends a re-INVITE; empty where it has no offer. What it is answered with stays with us. */
  void reoffers(Optional<String> sdp) {
    events.accept(new DialogEvent.Reinvite(this::replied, Requests.any(), sdp));
  }

  /** Sends a request in its dialog that changes nothing. */
  void asks() {
    events.accept(new DialogEvent.Request(_ -> {}, Requests.any()));
  }

  private void replied(SipResponse response) {
    done.add("re-INVITE " + response.status());
    descriptions.add(response.bodyText());
  }

  void sendsNoAck() {
    events.accept(new DialogEvent.AckTimeout());
  }

  void cancels() {
    events.accept(new DialogEvent.Cancelled(Optional.empty()));
  }

  void hangsUp() {
    events.accept(new DialogEvent.Bye(Requests.any()));
  }

  /** Final answers the caller has seen. */
  List<String> finals() {
    return done.stream().filter(step -> !step.startsWith("1") && !step.equals("BYE")).toList();
  }

  @Override
  public String callId() {
    return "caller";
  }

  @Override
  public boolean agree(DialogTerms terms) {
    return true;
  }

  @Override
  public void listen(Consumer<DialogEvent> listener) {
    events = listener;
  }

  @Override
  public void writing(RequestFilter filter) {}

  @Override
  public void provisional(int status, Optional<String> sdp, SipUri contact) {
    done.add(String.valueOf(status));
    sdp.ifPresent(descriptions::add);
  }

  @Override
  public void answer(String sdp, SipUri contact) {
    done.add("200");
    descriptions.add(sdp);
  }

  @Override
  public void reject(int status, String reason, List<Header> extra) {
    done.add(status + " " + reason);
  }

  @Override
  public void bye(Optional<String> reasonHeader) {
    done.add("BYE");
  }

  @Override
  public void reinvite(String sdp) {
    throw new AssertionError("the hub sends no re-INVITE");
  }

  @Override
  public void refresh(String sdp) {
    reinvite(sdp);
  }
}
