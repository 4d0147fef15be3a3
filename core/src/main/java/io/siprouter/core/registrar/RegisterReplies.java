package io.siprouter.core.registrar;

import io.siprouter.core.auth.Verdict.Challenge;
import io.siprouter.sip.Params;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import io.siprouter.sip.uri.NameAddr;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The registrar's answers. RFC 3261 §10.3. */
final class RegisterReplies {

  /** RFC 3261 §20.17: always GMT, always two digits of the day. */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private RegisterReplies() {}

  static SipResponse ok(SipRequest register, List<Binding> bindings, Instant now) {
    var response = SipResponse.responseTo(register, 200).header("Date", DATE.format(now));
    bindings.stream()
        .filter(binding -> binding.isLive(now))
        .forEach(binding -> response.addHeader("Contact", contact(binding, now)));
    return response.build();
  }

  static SipResponse challenge(SipRequest register, Challenge challenge) {
    return SipResponse.responseTo(register, challenge.status())
        .addHeaders(challenge.headers())
        .build();
  }

  static SipResponse tooBrief(SipRequest register) {
    return SipResponse.responseTo(register, 423)
        .header("Min-Expires", Long.toString(BindingTable.MIN_EXPIRES.toSeconds()))
        .build();
  }

  /** We know no extension that a REGISTER could require. RFC 3261 §8.2.2.3. */
  static SipResponse badExtension(SipRequest register) {
    return SipResponse.responseTo(register, 420)
        .header("Unsupported", String.join(", ", register.headers().values("Require")))
        .build();
  }

  private static String contact(Binding binding, Instant now) {
    var expires = Params.NONE.with("expires", Long.toString(seconds(binding.remaining(now))));
    var params = binding.q() < 1 ? expires.with("q", Double.toString(binding.q())) : expires;
    return new NameAddr("", binding.contact(), params).toString();
  }

  private static long seconds(Duration duration) {
    return Math.ceilDiv(duration.toMillis(), 1000);
  }
}
