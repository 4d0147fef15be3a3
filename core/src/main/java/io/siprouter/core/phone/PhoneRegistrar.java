package io.siprouter.core.phone;

import io.siprouter.core.phone.PhoneAnswer.Received;
import io.siprouter.core.phone.PhoneAnswer.Silence;
import io.siprouter.core.phone.PhoneRegistration.Refused;
import io.siprouter.core.phone.PhoneRegistration.Registered;
import io.siprouter.core.phone.PhoneRegistration.Unregistered;
import io.siprouter.sip.message.CSeq;
import io.siprouter.sip.message.SipRequest;
import java.util.UUID;

/** Tells the server where the phone is, once, and takes it back. Loop only. RFC 3261 §10.2. */
final class PhoneRegistrar {

  private static final int EXPIRES_S = 3600; // a scripted phone does not live that long
  private static final int CSEQ_STEP = 10; // room for the answers to challenges

  private final PhoneLine line;
  private final Watched<PhoneRegistration> registration;
  private final String callId = UUID.randomUUID().toString();
  private long cSeq;

  PhoneRegistrar(PhoneLine line, Watched<PhoneRegistration> registration) {
    this.line = line;
    this.registration = registration;
  }

  void register() {
    registration.set(new Unregistered());
    send(EXPIRES_S, new Registered());
  }

  void unregister() {
    send(0, new Unregistered());
  }

  private void send(int expiresS, PhoneRegistration wanted) {
    cSeq += CSEQ_STEP;
    var request =
        SipRequest.builder("REGISTER", Hosts.uri("", line.account().server()))
            .via(line.newVia())
            .maxForwards(PhoneLine.MAX_FORWARDS)
            .from(line.identity().withTag(PhoneLine.newTag()))
            .to(line.identity())
            .callId(callId)
            .cSeq(new CSeq(cSeq, "REGISTER"))
            .contact(line.contact())
            .expires(expiresS)
            .build();
    line.follow(
        new PhoneExchange(
            line,
            PhoneTimer.REGISTER,
            request,
            line.account().server(),
            answer -> onAnswer(answer, wanted)));
  }

  private void onAnswer(PhoneAnswer answer, PhoneRegistration wanted) {
    switch (answer) {
      case Silence _ -> registration.set(new Refused(0));
      case Received(var response, _) when response.isProvisional() -> {}
      case Received(var response, _) ->
          registration.set(response.isSuccess() ? wanted : new Refused(response.status()));
    }
  }
}
