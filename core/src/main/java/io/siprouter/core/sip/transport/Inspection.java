package io.siprouter.core.sip.transport;

import io.siprouter.sip.message.Header;
import io.siprouter.sip.message.Refusal;
import io.siprouter.sip.message.SipRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Refuses sound requests that nobody inside could serve, before they cost a transaction. RFC 3261
 * §8.2.2.3, §16.3.
 */
final class Inspection {
  private Inspection() {}

  /** Empty if the request may enter. An ACK or a CANCEL cannot be refused by itself. */
  static Optional<Refusal> refusal(SipRequest request) {
    return switch (request.method()) {
      case "ACK", "CANCEL" -> Optional.empty();
      default -> tooManyHops(request).or(() -> badExtension(request));
    };
  }

  /** A call for us would be passed on; everything else ends here. */
  private static Optional<Refusal> tooManyHops(SipRequest request) {
    boolean refused =
        request.method().equals("INVITE")
            && request.maxForwards().orElse(1) == 0
            && request.to().tag().isEmpty();
    return refused ? Optional.of(new Refusal(483, "Too Many Hops")) : Optional.empty();
  }

  private static Optional<Refusal> badExtension(SipRequest request) {
    if (!request.headers().contains("Require") && !request.headers().contains("Proxy-Require")) {
      return Optional.empty();
    }
    List<Header> unsupported =
        Stream.of("Require", "Proxy-Require")
            .flatMap(name -> request.headers().values(name).stream())
            .filter(tag -> !SipAbilities.EXTENSIONS.contains(tag))
            .map(tag -> new Header("Unsupported", tag))
            .toList();
    return unsupported.isEmpty()
        ? Optional.empty()
        : Optional.of(new Refusal(420, "Bad Extension", unsupported));
  }
}
