package io.siprouter.sip.message;

import io.siprouter.sip.Syntax;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Header names: their compact forms and their usual spelling. RFC 3261 §7.3.3, §20. */
final class HeaderName {
  private static final Map<Character, String> LONG_BY_COMPACT = new HashMap<>();
  private static final Map<String, String> USUAL = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  static {
    compact('a', "Accept-Contact");
    compact('b', "Referred-By");
    compact('c', "Content-Type");
    compact('d', "Request-Disposition");
    compact('e', "Content-Encoding");
    compact('f', "From");
    compact('i', "Call-ID");
    compact('j', "Reject-Contact");
    compact('k', "Supported");
    compact('l', "Content-Length");
    compact('m', "Contact");
    compact('n', "Identity-Info");
    compact('o', "Event");
    compact('r', "Refer-To");
    compact('s', "Subject");
    compact('t', "To");
    compact('u', "Allow-Events");
    compact('v', "Via");
    compact('x', "Session-Expires");
    compact('y', "Identity");
    usual("Accept", "Accept-Encoding", "Accept-Language", "Alert-Info", "Allow", "Answer-Mode");
    usual("Authentication-Info", "Authorization", "Call-Info", "Content-Disposition");
    usual("Content-Language", "CSeq", "Date", "Diversion", "Error-Info", "Expires", "Geolocation");
    usual("History-Info", "In-Reply-To", "Join", "Max-Forwards", "MIME-Version", "Min-Expires");
    usual("Min-SE", "Organization", "P-Access-Network-Info", "P-Asserted-Identity");
    usual("P-Called-Party-ID", "P-Early-Media", "P-Preferred-Identity", "Path", "Priority");
    usual("Privacy", "Proxy-Authenticate", "Proxy-Authorization", "Proxy-Require", "RAck");
    usual("Reason", "Record-Route", "Recv-Info", "Info-Package", "Remote-Party-ID", "Replaces");
    usual("Reply-To", "Require", "Retry-After", "Route", "RSeq", "Server", "Service-Route");
    usual("SIP-ETag", "SIP-If-Match", "Subscription-State", "Timestamp", "Unsupported");
    usual("User-Agent", "User-to-User", "Warning", "WWW-Authenticate");
  }

  private static final Set<String> SPELT_AS_USUAL = Set.copyOf(USUAL.values());

  private HeaderName() {}

  private static void compact(char letter, String name) {
    LONG_BY_COMPACT.put(letter, name);
    LONG_BY_COMPACT.put(Character.toUpperCase(letter), name);
    usual(name);
  }

  private static void usual(String... names) {
    for (String name : names) {
      USUAL.put(name, name);
    }
  }

  /** The long name in its usual spelling; a name we do not know stays as it is. */
  static String canonical(String name) {
    if (SPELT_AS_USUAL.contains(name)) {
      return name;
    }
    String full = full(name);
    return USUAL.getOrDefault(full, full);
  }

  /** Whether both name the same header, compact form or not, in whatever case. */
  static boolean same(String a, String b) {
    if (a.length() == b.length()) {
      return Syntax.sameName(a, b);
    }
    return (a.length() == 1 || b.length() == 1) && full(a).equalsIgnoreCase(full(b));
  }

  private static String full(String name) {
    return name.length() == 1 ? LONG_BY_COMPACT.getOrDefault(name.charAt(0), name) : name;
  }
}
