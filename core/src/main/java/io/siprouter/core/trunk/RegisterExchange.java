package io.siprouter.core.trunk;

import io.siprouter.core.trunk.TrunkInput.Failure;
import io.siprouter.core.trunk.TrunkInput.Forbidden;
import io.siprouter.core.trunk.TrunkInput.Redirected;
import io.siprouter.core.trunk.TrunkInput.TooBrief;
import io.siprouter.core.trunk.TrunkInput.Unavailable;
import io.siprouter.sip.Syntax;
import io.siprouter.sip.message.CSeq;
import io.siprouter.sip.message.Header;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import io.siprouter.sip.uri.NameAddr;
import io.siprouter.sip.uri.SipUri;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * What a trunk says in its REGISTERs and how it reads the answers: one Call-ID and a growing CSeq
 * for its whole life. Trunk's loop only. RFC 3261 §10.2.
 */
final class RegisterExchange {

  /** Leaves room for the numbers that the agent's answers to challenges take. */
  static final long CSEQ_STEP = 10;

  private static final long SHORTEST_GRANT_S = 10;
  private static final long LONGEST_GRANT_S = Duration.ofDays(1).toSeconds();
  private static final long LONGEST_PAUSE_S = Duration.ofHours(1).toSeconds();

  private static final int REFRESH_PERCENT = 85;
  private static final Duration REFRESH_MARGIN = Duration.ofSeconds(35);

  private final NameAddr aor;
  private final List<Header> routes;
  private final String callId = UUID.randomUUID().toString();
  private List<SipUri> known = List.of();
  private long cSeq;
  private long intervalS;

  RegisterExchange(TrunkAccount account) {
    this.aor = NameAddr.of(account.aor());
    this.routes = account.routes();
    this.intervalS = account.provider().registerIntervalSec();
  }

  /** Asks for this contact, and for the end of any other one that the provider has of us. */
  SipRequest register(SipUri registrar, SipUri contact) {
    var request = request(registrar, intervalS).addHeader("Contact", binding(contact, intervalS));
    known.stream()
        .filter(old -> !old.equals(contact))
        .forEach(old -> request.addHeader("Contact", binding(old, 0)));
    return request.build();
  }

  /** Asks for the end of what the provider has of us, and of nothing that others registered. */
  SipRequest unregister(SipUri registrar) {
    var request = request(registrar, 0);
    known.forEach(contact -> request.addHeader("Contact", binding(contact, 0)));
    return request.build();
  }

  /** Whether the provider has anything of us. */
  boolean isKnown() {
    return !known.isEmpty();
  }

  /** Reads a 2xx to {@link #register}: after how long it has to be repeated. */
  Duration accepted(SipResponse response, SipUri contact) {
    known = List.of(contact);
    var seconds = granted(response, contact).orElse(intervalS);
    return refreshAfter(Duration.ofSeconds(Math.clamp(seconds, SHORTEST_GRANT_S, LONGEST_GRANT_S)));
  }

  /** Early enough for one lost attempt of 32 s (RFC 3261 timer F), as far as the grant allows. */
  static Duration refreshAfter(Duration granted) {
    var early = granted.minus(REFRESH_MARGIN);
    var share = granted.multipliedBy(REFRESH_PERCENT).dividedBy(100);
    return Collections.max(List.of(granted.dividedBy(2), Collections.min(List.of(early, share))));
  }

  /** Reads any other final response. */
  TrunkInput refused(SipResponse response) {
    return switch (response.status()) {
      case 301, 302 -> redirection(response).orElseGet(() -> failure(response));
      case 423 -> raiseInterval(response) ? new TooBrief() : failure(response);
      default -> failure(response);
    };
  }

  private static Optional<TrunkInput> redirection(SipResponse response) {
    return response
        .contact()
        .flatMap(NameAddr::sipUri)
        .map(uri -> SipUri.of(uri.hostPort()).withParams(uri.params()))
        .map(Redirected::new);
  }

  private boolean raiseInterval(SipResponse response) {
    var minimum = seconds(response, "Min-Expires", LONGEST_GRANT_S);
    var raises = minimum.orElse(0) > intervalS;
    intervalS = raises ? minimum.getAsLong() : intervalS;
    return raises;
  }

  private static Failure failure(SipResponse response) {
    var reason = response.status() + " " + response.reason();
    return switch (response.status()) {
      case 401, 403, 404, 407, 603 -> new Forbidden(reason);
      default -> new Unavailable(reason, pause(response));
    };
  }

  /** How long a provider wants to be left alone; zero where it does not say. */
  static Duration pause(SipResponse response) {
    return Duration.ofSeconds(seconds(response, "Retry-After", LONGEST_PAUSE_S).orElse(0));
  }

  private static OptionalLong granted(SipResponse response, SipUri contact) {
    var own =
        response.contacts().stream()
            .filter(entry -> entry.sipUri().filter(contact::isEquivalentTo).isPresent())
            .findFirst();
    if (own.isPresent() && own.get().expires().isPresent()) {
      return own.get().expires();
    }
    return seconds(response, "Expires", LONGEST_GRANT_S);
  }

  /** A number of seconds; Retry-After may have a comment and parameters behind it. */
  private static OptionalLong seconds(SipResponse response, String header, long max) {
    return response
        .headers()
        .first(header)
        .map(value -> Syntax.number(value.substring(0, Syntax.endOfToken(value, 0)), max))
        .orElse(OptionalLong.empty());
  }

  private SipRequest.Builder request(SipUri registrar, long expiresS) {
    cSeq += CSEQ_STEP;
    return SipRequest.builder("REGISTER", registrar)
        .from(aor)
        .to(aor)
        .callId(callId)
        .cSeq(new CSeq(cSeq, "REGISTER"))
        .header("Expires", Long.toString(expiresS))
        .header("Supported", "path") // what proxies on the way ask of us, RFC 3327 §5.1
        .addHeaders(routes);
  }

  private static String binding(SipUri contact, long expiresS) {
    return NameAddr.of(contact).withParam("expires", Long.toString(expiresS)).toString();
  }
}
