package io.siprouter.core.header;

import io.siprouter.config.header.HeaderRule;
import io.siprouter.sip.SipParseException;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.uri.NameAddr;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the headers of rules into requests. Pure. */
final class HeaderWriter {

  private static final Logger log = LoggerFactory.getLogger(HeaderWriter.class);

  private HeaderWriter() {}

  /**
   * The request with the headers of all rules for its method.
   *
   * @param rules of which later ones win
   */
  static SipRequest write(SipRequest request, List<HeaderRule> rules) {
    var written = request;
    for (var rule : rules) {
      written = rule.applies(request.method()) ? write(written, rule) : written;
    }
    return written;
  }

  private static SipRequest write(SipRequest request, HeaderRule rule) {
    if (rule.isOf("From")) {
      return opens(request) ? withFrom(request, rule.value()) : request;
    }
    if (rule.isOf("Contact") && (isRegister(request) || !request.headers().contains("Contact"))) {
      return request;
    }
    var builder = request.toBuilder().without(rule.name());
    return rule.value().isEmpty()
        ? builder.build()
        : builder.header(rule.name(), rule.value()).build();
  }

  /**
   * In a dialog From is what it was when the dialog began, and in a CANCEL what it is in the
   * INVITE. RFC 3261 §9.1, §12.2.1.1.
   */
  private static boolean opens(SipRequest request) {
    return request.to().tag().isEmpty()
        && !isRegister(request)
        && !request.method().equals("CANCEL");
  }

  /** The address of record and its contact are what a registration is about. */
  private static boolean isRegister(SipRequest request) {
    return request.method().equals("REGISTER");
  }

  private static SipRequest withFrom(SipRequest request, String value) {
    try {
      var from = NameAddr.parse(value);
      var tagged = request.from().tag().map(from::withTag).orElse(from);
      return request.toBuilder().from(tagged).build();
    } catch (SipParseException e) {
      log.warn("From cannot be {}: {}", value, e.getMessage());
      return request;
    }
  }
}
