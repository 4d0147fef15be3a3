package io.siprouter.core.phone;

import io.siprouter.core.phone.PhoneAnswer.Received;
import io.siprouter.core.phone.PhoneAnswer.Silence;
import io.siprouter.sip.SipParseException;
import io.siprouter.sip.auth.Digest;
import io.siprouter.sip.auth.DigestChallenge;
import io.siprouter.sip.message.CSeq;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import io.siprouter.sip.message.Via;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * One request of ours and its answers: repeats it until it is answered, answers digest challenges,
 * acknowledges what refuses an INVITE. Loop only. RFC 3261 §17.1, §22.
 *
 * <p>The listener is told of every answer but the challenges and repeated refusals; so of every
 * repetition of a 2xx to an INVITE, whose ACK is the caller's.
 */
final class PhoneExchange {

  private static final int MAX_CHALLENGES = 2; // the second says that the first nonce went stale

  private final PhoneLine line;
  private final PhoneTimer key;
  private final InetSocketAddress destination;
  private final Consumer<PhoneAnswer> listener;
  private final Repeater repeater;
  private SipRequest request;
  private int challenges;
  private boolean over;

  /**
   * An exchange not begun.
   *
   * @param key its deadline
   * @param request complete with its Via
   */
  PhoneExchange(
      PhoneLine line,
      PhoneTimer key,
      SipRequest request,
      InetSocketAddress destination,
      Consumer<PhoneAnswer> listener) {
    this.line = line;
    this.key = key;
    this.request = request;
    this.destination = destination;
    this.listener = listener;
    this.repeater = line.repeater(key, isInvite() ? PhoneTimer.PATIENCE : PhoneTimer.T2);
  }

  PhoneTimer key() {
    return key;
  }

  /** The request as it was sent last. */
  SipRequest request() {
    return request;
  }

  void start() {
    repeater.start(() -> line.send(request, destination), this::giveUp);
  }

  /** RFC 3261 §17.1.3. */
  boolean isAnsweredBy(SipResponse response) {
    return request.topVia().branch().equals(response.topVia().branch())
        && request.method().equals(response.cSeq().method());
  }

  /** Waits 64*T1 at most for the final answer, as a caller does who has sent CANCEL. */
  void hurry() {
    repeater.onlyWait(this::giveUp);
  }

  void onResponse(Received answer) {
    var response = answer.response();
    if (response.isProvisional()) {
      onProvisional(answer);
      return;
    }
    repeater.stop();
    boolean refusal = !response.isSuccess();
    if (refusal && isInvite()) {
      line.send(ackOf(response), destination);
    }
    if (over && (refusal || !isInvite())) {
      return;
    }
    var credentials = refusal ? credentials(response) : Optional.<Credentials>empty();
    credentials.ifPresentOrElse(this::sendAgain, () -> finish(answer));
  }

  private void onProvisional(Received answer) {
    if (over) {
      return;
    }
    if (isInvite()) {
      repeater.stop();
    }
    listener.accept(answer);
  }

  private boolean isInvite() {
    return request.method().equals("INVITE");
  }

  private void finish(PhoneAnswer answer) {
    over = true;
    listener.accept(answer);
  }

  private void giveUp() {
    finish(new Silence());
  }

  /** The ACK of a refusal is part of the INVITE's transaction. RFC 3261 §17.1.1.3. */
  private SipRequest ackOf(SipResponse refusal) {
    return SipRequest.builder("ACK", request.requestUri())
        .via(request.topVia())
        .from(request.from())
        .to(refusal.to())
        .callId(request.callId())
        .cSeq(new CSeq(request.cSeq().number(), "ACK"))
        .maxForwards(PhoneLine.MAX_FORWARDS)
        .build();
  }

  private record Credentials(String header, String value) {}

  private Optional<Credentials> credentials(SipResponse response) {
    if (challenges == MAX_CHALLENGES) {
      return Optional.empty();
    }
    return switch (response.status()) {
      case 401 -> answered(response, "WWW-Authenticate", "Authorization");
      case 407 -> answered(response, "Proxy-Authenticate", "Proxy-Authorization");
      default -> Optional.empty();
    };
  }

  private Optional<Credentials> answered(SipResponse response, String asked, String header) {
    var challenges =
        response.headers().all(asked).stream().flatMap(value -> parse(value).stream()).toList();
    return Digest.strongest(challenges)
        .filter(challenge -> this.challenges == 0 || challenge.stale())
        .map(challenge -> new Credentials(header, answer(challenge)));
  }

  private static Optional<DigestChallenge> parse(String value) {
    try {
      return Optional.of(DigestChallenge.parse(value));
    } catch (SipParseException _) {
      return Optional.empty();
    }
  }

  private String answer(DigestChallenge challenge) {
    var account = line.account();
    return Digest.answer(
            challenge,
            account.user(),
            account.password(),
            request.method(),
            request.requestUriText(),
            UUID.randomUUID().toString(),
            1)
        .toString();
  }

  private void sendAgain(Credentials credentials) {
    challenges++;
    Via via = line.newVia();
    request =
        request.toBuilder()
            .header("Via", via.toString())
            .cSeq(new CSeq(request.cSeq().number() + 1, request.method()))
            .header(credentials.header(), credentials.value())
            .build();
    start();
  }
}
