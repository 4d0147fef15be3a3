package io.siprouter.core.sip.stack;

import io.siprouter.core.sip.jain.InboundTransaction;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;

/** Refusals that need nobody above. */
final class Replies {
  private static final int RETRY_AFTER_SECONDS = 5;

  private Replies() {}

  /** Refuses with what the status needs to be understood. */
  static void refuse(InboundTransaction transaction, int status) {
    var builder = SipResponse.responseTo(transaction.request(), status).toTag(Tokens.tag());
    switch (status) {
      case 420 -> unsupported(transaction.request(), builder);
      case 405, 501 -> builder.header("Allow", Methods.ALLOW);
      case 500, 503 -> builder.header("Retry-After", Integer.toString(RETRY_AFTER_SECONDS));
      default -> {}
    }
    transaction.reply(builder.build());
  }

  /** We support no extension that a peer could require. RFC 3261 §8.2.2.3. */
  private static void unsupported(SipRequest request, SipResponse.Builder builder) {
    request.headers().values("Require").forEach(tag -> builder.addHeader("Unsupported", tag));
  }
}
