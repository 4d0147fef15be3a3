package io.siprouter.sip.message;

import io.siprouter.sip.SipParseException;
import java.util.Optional;

/**
 * Bytes that are no message: why, and to whom it can be said. RFC 3261 §21.4.1, §21.4.12, §21.5.14.
 *
 * @param remains what could be read of a request, if that is enough to answer it
 */
public record Unreadable(Optional<SipRequest> remains, Refusal refusal) {

  /** What can be said about a datagram that {@link SipParser} could not read. */
  public static Unreadable of(byte[] datagram, SipLimits limits, SipParseException fault) {
    return of(datagram, 0, datagram.length, limits, fault);
  }

  static Unreadable of(
      byte[] bytes, int start, int end, SipLimits limits, SipParseException fault) {
    var remains = Remains.of(bytes, start, end, limits);
    var refusal =
        remains
            .flatMap(request -> MessageCheck.tooLong(request.requestUriText()))
            .orElse(why(fault));
    return new Unreadable(remains, refusal);
  }

  static Refusal why(SipParseException fault) {
    return fault.isTooLarge()
        ? new Refusal(513, "Message Too Large")
        : new Refusal(400, fault.reason());
  }
}
