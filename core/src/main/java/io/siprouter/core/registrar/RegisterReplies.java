package io.siprouter.core.registrar;

import io.siprouter.core.registrar.BindingTable.Registration;
import io.siprouter.core.sip.transport.SipTransport;
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
import java.util.Set;

/** The registrar's answers. RFC 3261 §10.3, RFC 3327 §5.3, RFC 5626 §6. */
final class RegisterReplies {

  /** Above it a request would not go over UDP (RFC 3261 §18.1.1), so no response should either. */
  private static final int MAX_DATAGRAM_BYTES = 1_300;

  /**
   * Within it a phone has to show that its connection lives [s]. Over UDP the NAT on the way sets
   * the pace: RFC 5626 §4.4.2 has half a minute for it unless somebody names another time.
   */
  private static final String FLOW_TIMER_S = "120";

  private static final Set<String> EXTENSIONS = Set.of("path", "outbound");

  /** RFC 3261 §20.17: always GMT, always two digits of the day. */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private RegisterReplies() {}

  /**
   * Tells the contacts.
   *
   * @param refreshed those of this REGISTER
   * @param all those of the device
   */
  static SipResponse ok(
      SipRequest register,
      Registration registration,
      List<Binding> refreshed,
      List<Binding> all,
      Instant now) {
    var response =
        SipResponse.responseTo(register, 200)
            .header("Date", DATE.format(now))
            .header("Supported", "path, outbound");
    registration.path().hops().forEach(hop -> response.addHeader("Path", hop));
    var isDatagram = registration.flow().transport() == SipTransport.UDP;
    if (refreshed.stream().anyMatch(binding -> binding.flowId() != null)) {
      response.header("Require", "outbound");
      if (!isDatagram) {
        response.header("Flow-Timer", FLOW_TIMER_S);
      }
    }
    refreshed.forEach(binding -> response.addHeader("Contact", contact(binding, now)));
    var others =
        all.stream().filter(each -> each.isLive(now) && !refreshed.contains(each)).toList();
    if (!others.isEmpty()) {
      var room = isDatagram ? MAX_DATAGRAM_BYTES - length(response) : Integer.MAX_VALUE;
      addAsFit(others.stream().map(binding -> contact(binding, now)).toList(), room, response);
    }
    return response.build();
  }

  /** A datagram that is too long may not come at all, and a phone looks for its own contact. */
  private static void addAsFit(List<String> contacts, int room, SipResponse.Builder response) {
    int left = room;
    for (var contact : contacts) {
      left -= "Contact: \r\n".length() + contact.length();
      if (left < 0) {
        return;
      }
      response.addHeader("Contact", contact);
    }
  }

  private static int length(SipResponse.Builder response) {
    return response.build().toBytes().length;
  }

  static SipResponse tooBrief(SipRequest register) {
    return SipResponse.responseTo(register, 423)
        .header("Min-Expires", Long.toString(BindingTable.MIN_EXPIRES.toSeconds()))
        .build();
  }

  /** What a REGISTER requires and we do not know. */
  static List<String> unsupported(SipRequest register) {
    return register.headers().values("Require").stream()
        .filter(extension -> !EXTENSIONS.contains(extension.toLowerCase(Locale.ROOT)))
        .toList();
  }

  /** RFC 3261 §8.2.2.3. */
  static SipResponse badExtension(SipRequest register, List<String> unsupported) {
    return SipResponse.responseTo(register, 420)
        .header("Unsupported", String.join(", ", unsupported))
        .build();
  }

  private static String contact(Binding binding, Instant now) {
    var params = Params.NONE.with("expires", Long.toString(seconds(binding.remaining(now))));
    if (binding.q() < 1) {
      params = params.with("q", Double.toString(binding.q()));
    }
    var flowId = binding.flowId();
    if (flowId != null) {
      params =
          params
              .with("+sip.instance", flowId.instance())
              .with("reg-id", Integer.toString(flowId.regId()));
    }
    return new NameAddr("", binding.contact(), params).toString();
  }

  private static long seconds(Duration duration) {
    return Math.ceilDiv(duration.toMillis(), 1000);
  }
}
