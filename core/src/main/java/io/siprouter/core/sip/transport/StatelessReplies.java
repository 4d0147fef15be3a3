package io.siprouter.core.sip.transport;

import io.siprouter.sip.SipParseException;
import io.siprouter.sip.message.CSeq;
import io.siprouter.sip.message.Refusal;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import io.siprouter.sip.message.Via;
import io.siprouter.sip.uri.NameAddr;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Replies that leave no state behind. Their To tag is a keyed hash of the request's transaction, so
 * that a repeated request gets the same one, and the ACK for it can be told from others. Any
 * thread. RFC 3261 §8.2.7.
 */
final class StatelessReplies {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String TAG_START = "door-";
  private static final int TAG_BYTES = 8;
  private static final List<String> NEEDED = List.of("Via", "CSeq");
  private static final String RETRY_AFTER_SECONDS = "5";

  private final SecretKeySpec key;

  StatelessReplies() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    this.key = new SecretKeySpec(random, ALGORITHM);
  }

  /**
   * Empty where nobody could tell whose answer it is: who sent the request finds it by the branch
   * of its Via and by its CSeq, RFC 3261 §17.1.3. An ACK is never answered.
   */
  Optional<SipResponse> to(SipRequest request, Refusal refusal) {
    if (request.method().equals("ACK") || !NEEDED.stream().allMatch(request.headers()::contains)) {
      return Optional.empty();
    }
    var builder =
        SipResponse.responseTo(request, refusal.status())
            .reason(refusal.reason())
            .toTag(tag(request))
            .addHeaders(refusal.headers());
    switch (refusal.status()) {
      case 501 -> builder.header("Allow", SipAbilities.ALLOW);
      case 503 -> builder.header("Retry-After", RETRY_AFTER_SECONDS);
      default -> {}
    }
    return Optional.of(builder.build());
  }

  /** Whether this acknowledges a reply of ours, and so is of no interest to anybody. */
  boolean isAcknowledgedBy(SipRequest request) {
    return request.method().equals("ACK")
        && toTag(request)
            .filter(tag -> tag.startsWith(TAG_START))
            .filter(tag -> tag.equals(tag(request)))
            .isPresent();
  }

  private static Optional<String> toTag(SipRequest request) {
    return request.headers().first("To").flatMap(StatelessReplies::tagIn);
  }

  private static Optional<String> tagIn(String address) {
    try {
      return NameAddr.parse(address).tag();
    } catch (SipParseException _) {
      return Optional.empty();
    }
  }

  /** Made of what the ACK for a refused INVITE has in common with it, RFC 3261 §17.1.1.3. */
  private String tag(SipRequest request) {
    var headers = request.headers();
    var via = headers.values("Via").stream().findFirst().orElse("");
    var transaction =
        String.join(
            "\n",
            branch(via),
            headers.first("Call-ID").orElse(""),
            number(headers.first("CSeq").orElse("")));
    return TAG_START + HexFormat.of().formatHex(hash(transaction), 0, TAG_BYTES);
  }

  private static String branch(String via) {
    try {
      return Via.parse(via).branch().orElse(via);
    } catch (SipParseException _) {
      return via;
    }
  }

  private static String number(String cSeq) {
    try {
      return Long.toString(CSeq.parse(cSeq).number());
    } catch (SipParseException _) {
      return cSeq;
    }
  }

  private byte[] hash(String text) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
    }
  }
}
