package io.siprouter.core.sip.jain;

import io.siprouter.sip.message.SipRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tells the requests that a transaction of ours takes from those that would be new ones. Asked on
 * the lane of the Call-ID. RFC 3261 §17.2.3; unlike JAIN-SIP it compares more than the branch, so
 * that nobody gets past the gate with the branch of something else.
 */
final class InboundTransactions {

  private final Function<String, Optional<InboundTransaction>> byKey;

  /**
   * @param byKey finds a transaction by the name that JAIN-SIP has for it
   */
  InboundTransactions(Function<String, Optional<InboundTransaction>> byKey) {
    this.byKey = byKey;
  }

  /** Whether this request repeats one that has a transaction, or is the ACK or CANCEL of one. */
  boolean take(SipRequest request) {
    var branch = branch(request);
    return switch (request.method()) {
      case "ACK" -> isMeant(branch, request);
      case "CANCEL" -> isRepeated(branch + ":cancel", request) || isMeant(branch, request);
      default -> isRepeated(branch, request);
    };
  }

  private boolean isMeant(String key, SipRequest request) {
    return byKey.apply(key).filter(invite -> invite.isMeantBy(request)).isPresent();
  }

  private boolean isRepeated(String key, SipRequest request) {
    return byKey.apply(key).filter(known -> known.isRepeatedBy(request)).isPresent();
  }

  /** Whether a new transaction of this request can be told from others. */
  boolean canTell(SipRequest request) {
    return byKey.apply(branch(request)).isEmpty();
  }

  private static String branch(SipRequest request) {
    return InboundKey.branch(request).toLowerCase(Locale.ROOT);
  }
}
