package io.siprouter.core.sip.stack;

import io.siprouter.core.sip.Admission;
import io.siprouter.core.sip.Overlap;
import io.siprouter.core.sip.jain.InboundTransaction;
import io.siprouter.core.sip.transport.SipAbilities;
import io.siprouter.sip.message.Header;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import java.util.List;

/** Refusals that need nobody above. */
final class Replies {
  private static final String RETRY_AFTER_SECONDS = "5";

  private Replies() {}

  /** Refuses with what the status needs to be understood. */
  static void refuse(InboundTransaction transaction, int status) {
    var request = transaction.request();
    transaction.reply(
        SipResponse.responseTo(request, status)
            .toTag(Tokens.tag())
            .addHeaders(headers(request, status))
            .build());
  }

  /** The same for a request that is not to get a transaction. */
  static Admission refusal(SipRequest request, int status) {
    return Admission.answer(status, headers(request, status));
  }

  private static List<Header> headers(SipRequest request, int status) {
    return switch (status) {
      case 420 -> unsupported(request);
      case 405, 501 -> List.of(new Header("Allow", SipAbilities.ALLOW));
      case 500 -> List.of(Overlap.retryAfter());
      case 503 -> List.of(new Header("Retry-After", RETRY_AFTER_SECONDS));
      default -> List.of();
    };
  }

  /** Refuses a method in a call. */
  static void refuseInCall(InboundTransaction transaction, int status) {
    transaction.reply(
        SipResponse.responseTo(transaction.request(), status)
            .header("Allow", SipAbilities.ALLOW_IN_CALLS)
            .build());
  }

  /** Answers an OPTIONS in a call. RFC 3261 §11.2. */
  static SipResponse abilities(SipRequest options) {
    return SipResponse.responseTo(options, 200)
        .header("Allow", SipAbilities.ALLOW_IN_CALLS)
        .header("Accept", SipAbilities.SDP)
        .header("Supported", SipAbilities.SUPPORTED)
        .build();
  }

  /** Names what we do not have. RFC 3261 §8.2.2.3. */
  private static List<Header> unsupported(SipRequest request) {
    return SipAbilities.missing(request).stream()
        .map(tag -> new Header("Unsupported", tag))
        .toList();
  }
}
