package io.siprouter.core.sip.transport;

import io.siprouter.sip.message.Header;
import io.siprouter.sip.message.SipResponse;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps strangers from aiming our answers at others: the source of a datagram can be forged, so
 * what goes back to it without proof is at most three times as long.
 */
final class Reflection {
  private static final int MOST = 3;
  private static final Set<String> MANDATORY =
      Set.of("Via", "From", "To", "Call-ID", "CSeq", "Content-Length");

  private Reflection() {}

  /** The answer to so many bytes, without its other headers if need be, or nothing. */
  static Optional<byte[]> bounded(SipResponse answer, int receivedBytes) {
    int most = MOST * receivedBytes;
    byte[] whole = answer.toCanonicalBytes();
    if (whole.length <= most) {
      return Optional.of(whole);
    }
    return Optional.of(bare(answer).toCanonicalBytes()).filter(bytes -> bytes.length <= most);
  }

  private static SipResponse bare(SipResponse answer) {
    var builder = answer.toBuilder();
    answer.headers().entries().stream()
        .map(Header::canonicalName)
        .filter(name -> !MANDATORY.contains(name))
        .forEach(builder::without);
    return builder.build();
  }
}
