package io.siprouter.sip.message;

import io.siprouter.sip.SipParseException;
import io.siprouter.sip.Syntax;
import io.siprouter.sip.uri.NameAddr;
import java.util.StringJoiner;

/**
 * Header values in the one spelling we pass on. Those that routing, transactions and dialogs rest
 * on are written anew from what we read, so a second parser cannot read them differently.
 */
final class CanonicalValue {

  private CanonicalValue() {}

  /** The value of the header with that canonical name; one that cannot be read stays as it is. */
  static String of(String name, String value) {
    try {
      return switch (name) {
        case "Via" -> rewrittenVias(value);
        case "From", "To" -> NameAddr.parse(value).toString();
        case "Contact", "Route", "Record-Route" -> rewrittenAddresses(value);
        case "CSeq" -> CSeq.parse(value).toString();
        default -> value;
      };
    } catch (SipParseException _) {
      return value;
    }
  }

  private static String rewrittenVias(String list) throws SipParseException {
    var values = new StringJoiner(", ");
    for (String value : Syntax.split(list, ',')) {
      values.add(Via.parse(value).toString());
    }
    return values.toString();
  }

  private static String rewrittenAddresses(String list) throws SipParseException {
    var values = new StringJoiner(", ");
    for (String value : Syntax.split(list, ',')) {
      values.add(value.equals("*") ? value : NameAddr.parse(value).toString());
    }
    return values.toString();
  }
}
