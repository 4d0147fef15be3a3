package io.siprouter.sip.uri;

import io.siprouter.sip.SipParseException;
import io.siprouter.sip.Syntax;
import java.util.Locale;
import java.util.Optional;

/** Any URI that can stand in a SIP header. RFC 3261 §25.1 addr-spec. */
public sealed interface Uri permits SipUri, TelUri, OpaqueUri {

  /** The scheme in lower case. */
  String scheme();

  /** Who is meant: the user of a SIP URI, the number of a tel URI. Escapes are resolved. */
  Optional<String> user();

  /** This URI, if it is a SIP one. */
  default Optional<SipUri> sip() {
    return this instanceof SipUri sip ? Optional.of(sip) : Optional.empty();
  }

  /** Reads a URI without its surrounding {@code <>}. */
  static Uri parse(String text) throws SipParseException {
    int colon = text.indexOf(':');
    if (colon <= 0 || !isScheme(text, colon)) {
      throw new SipParseException("URI without scheme", 0);
    }
    requireUriChars(text);
    String scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
    return switch (scheme) {
      case "sip", "sips" -> SipUri.parseChecked(text, colon);
      case "tel" -> TelUri.parseChecked(text, colon);
      default -> new OpaqueUri(scheme, text);
    };
  }

  private static boolean isScheme(String text, int end) {
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (!Syntax.isLetterOrDigit(c) && c != '+' && c != '-' && c != '.') {
        return false;
      }
    }
    return !Syntax.isDigit(text.charAt(0));
  }

  private static void requireUriChars(String text) throws SipParseException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c >= 127 || c == '<' || c == '>' || c == '"') {
        throw new SipParseException("Character not allowed in a URI", i);
      }
      if (c == '%' && !Escapes.isEscape(text, i)) {
        throw new SipParseException("Malformed escape in a URI", i);
      }
    }
  }
}
