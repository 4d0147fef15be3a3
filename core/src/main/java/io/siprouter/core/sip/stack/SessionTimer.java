package io.siprouter.core.sip.stack;

import io.siprouter.core.sip.SessionTerms;
import io.siprouter.core.sip.transport.SipAbilities;
import io.siprouter.sip.message.Header;
import io.siprouter.sip.message.SipMessage;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What two peers have agreed about refreshing their session; an immutable value whose every step
 * returns the next. RFC 4028.
 */
final class SessionTimer {
  private static final int LONGEST_NOTICE_SEC = 32;

  /** Who has to refresh. */
  enum Refresher {
    US,
    PEER;

    /** The parameter's value where we are the user agent that asks. */
    private String asClient() {
      return this == US ? "uac" : "uas";
    }

    /** The parameter's value where we are the user agent that answers. */
    private String asServer() {
      return this == US ? "uas" : "uac";
    }
  }

  /** An agreement that holds until the next refresh. */
  record Agreement(int intervalSec, Refresher refresher) {

    /** When the refresher acts. RFC 4028 §7.2. */
    Duration refreshAfter() {
      return Duration.ofSeconds(intervalSec).dividedBy(2);
    }

    /** When a session that was not refreshed ends. RFC 4028 §10. */
    Duration endAfter() {
      return Duration.ofSeconds(intervalSec - Math.min(LONGEST_NOTICE_SEC, intervalSec / 3));
    }
  }

  /** Our answer to a request that refreshes, and what we have agreed to by it. */
  record Grant(SessionTimer next, List<Header> headers) {}

  /** The value of a Session-Expires header. */
  private record Asked(int intervalSec, Optional<String> refresher) {}

  private final SessionTerms terms;
  private final int leastSec;
  private final @Nullable Agreement agreement;

  private SessionTimer(SessionTerms terms, int leastSec, @Nullable Agreement agreement) {
    this.terms = terms;
    this.leastSec = leastSec;
    this.agreement = agreement;
  }

  static SessionTimer of(SessionTerms terms) {
    return new SessionTimer(terms, terms.minSec(), null);
  }

  Optional<Agreement> agreement() {
    return Optional.ofNullable(agreement);
  }

  /** What a request of ours that begins or refreshes the session says. RFC 4028 §7.1, §7.4. */
  List<Header> ask() {
    if (!terms.used()) {
      return List.of();
    }
    var known = agreement;
    int interval = Math.max(known == null ? terms.intervalSec() : known.intervalSec(), leastSec);
    var refresher = known == null ? "" : ";refresher=" + known.refresher().asClient();
    return List.of(
        new Header("Session-Expires", interval + refresher),
        new Header("Min-SE", Integer.toString(leastSec)));
  }

  /** What to ask for next if our request was refused for too short an interval. RFC 4028 §7.3. */
  Optional<SessionTimer> lengthened(SipResponse refusal) {
    int required = leastOf(refusal);
    return refusal.status() == 422 && terms.used() && required > leastSec
        ? Optional.of(new SessionTimer(terms, required, agreement))
        : Optional.empty();
  }

  /** Takes the 2xx to a request of ours; one that says nothing turns the timer off. */
  SessionTimer answered(SipResponse answer) {
    return with(asked(answer).filter(_ -> terms.used()).map(this::agreed).orElse(null));
  }

  private Agreement agreed(Asked granted) {
    boolean theirs = granted.refresher().filter("uas"::equals).isPresent();
    return new Agreement(
        Math.max(granted.intervalSec(), terms.minSec()), theirs ? Refresher.PEER : Refresher.US);
  }

  /** The interval a request must ask for instead of a shorter one. RFC 4028 §6, §9. */
  OptionalInt tooShort(SipRequest request) {
    boolean isShort =
        terms.used()
            && SipAbilities.has(request, SipAbilities.TIMER)
            && asked(request).filter(asked -> asked.intervalSec() < terms.minSec()).isPresent();
    return isShort ? OptionalInt.of(terms.minSec()) : OptionalInt.empty();
  }

  /** What our 2xx to a request says, which asked for enough. RFC 4028 §9. */
  Grant grant(SipRequest request) {
    boolean able = SipAbilities.has(request, SipAbilities.TIMER);
    var asked = asked(request);
    if (!terms.used() || (asked.isEmpty() && !able)) {
      return new Grant(with(null), List.of());
    }
    int interval =
        Math.max(
            Math.min(asked.map(Asked::intervalSec).orElse(terms.intervalSec()), longest()),
            leastOf(request));
    var made = new Agreement(interval, refresher(asked, able));
    return new Grant(with(made), granted(made));
  }

  /** A peer may ask for more than we want; what it was refused for may not be undercut. */
  private int longest() {
    return Math.max(terms.intervalSec(), leastSec);
  }

  private Refresher refresher(Optional<Asked> asked, boolean peerIsAble) {
    if (!peerIsAble) {
      return Refresher.US;
    }
    return asked
        .flatMap(Asked::refresher)
        .map(role -> role.equals("uas") ? Refresher.US : Refresher.PEER)
        .orElseGet(() -> unasked(asked));
  }

  private Refresher unasked(Optional<Asked> asked) {
    if (agreement != null) {
      return agreement.refresher();
    }
    return asked.isPresent() ? Refresher.PEER : Refresher.US;
  }

  private static List<Header> granted(Agreement made) {
    var expires =
        new Header(
            "Session-Expires", made.intervalSec() + ";refresher=" + made.refresher().asServer());
    return made.refresher() == Refresher.PEER
        ? List.of(expires, new Header("Require", SipAbilities.TIMER))
        : List.of(expires);
  }

  private SessionTimer with(@Nullable Agreement next) {
    return new SessionTimer(terms, leastSec, next);
  }

  private static int leastOf(SipMessage message) {
    return message.headers().first("Min-SE").map(SessionTimer::seconds).orElse(0);
  }

  private static Optional<Asked> asked(SipMessage message) {
    return message
        .headers()
        .first("Session-Expires")
        .map(
            value ->
                new Asked(seconds(value), parameter(value.toLowerCase(Locale.ROOT), "refresher")))
        .filter(asked -> asked.intervalSec() > 0);
  }

  private static Optional<String> parameter(String value, String name) {
    for (var part : value.split(";", -1)) {
      var pair = part.strip().split("\\s*=\\s*", 2);
      if (pair.length == 2 && pair[0].equals(name)) {
        return Optional.of(pair[1]);
      }
    }
    return Optional.empty();
  }

  /** The number before any parameters; 0 if there is none, at most what nine digits say. */
  private static int seconds(String value) {
    var digits = value.split(";", 2)[0].strip();
    return digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : 0;
  }
}
