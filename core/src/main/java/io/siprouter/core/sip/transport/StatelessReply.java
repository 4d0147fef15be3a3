package io.siprouter.core.sip.transport;

import io.siprouter.sip.message.Header;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import java.util.List;
import java.util.Optional;

/**
 * Replies that leave no state behind. Their To tag is made of the request, so that a repeated
 * request gets the same one. RFC 3261 §8.2.7.
 */
final class StatelessReply {
  private static final List<String> NEEDED = List.of("Via", "From", "To", "Call-ID", "CSeq");

  private StatelessReply() {}

  /** Empty where the request lacks what a response must repeat. */
  static Optional<SipResponse> to(SipRequest request, int status, String reason) {
    return to(request, status, reason, List.of());
  }

  /** Empty where the request lacks what a response must repeat. */
  static Optional<SipResponse> to(
      SipRequest request, int status, String reason, List<Header> headers) {
    if (!NEEDED.stream().allMatch(request.headers()::contains)) {
      return Optional.empty();
    }
    var builder =
        SipResponse.responseTo(request, status)
            .reason(reason)
            .toTag(tag(request))
            .addHeaders(headers);
    if (status == 503) {
      builder.header("Retry-After", "5");
    }
    return Optional.of(builder.build());
  }

  private static String tag(SipRequest request) {
    var identity = request.headers().first("Via") + request.callId();
    return Integer.toHexString(identity.hashCode());
  }
}
