package io.siprouter.sip.message;

import io.siprouter.sip.SipParseException;
import io.siprouter.sip.Syntax;
import io.siprouter.sip.uri.NameAddr;
import io.siprouter.sip.uri.SipUri;
import io.siprouter.sip.uri.Uri;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says whether a message may enter, and if not, which answer it gets. What passes has all headers
 * that {@link SipMessage}'s accessors promise. RFC 3261 §8.1.1, §8.2, §16.3; cases of RFC 4475.
 */
public final class MessageCheck {
  private static final int MAX_MAX_FORWARDS = 255;
  private static final int MAX_VIAS = 20;

  /** Twice the contact that a phone may have us remember, which is what is requested of it. */
  private static final int MAX_REQUEST_URI = 1024;

  private static final String SAMPLE_DATE = "Sat, 13 Nov 2010 23:29:00 GMT";
  private static final List<String> MANDATORY = List.of("From", "To", "Call-ID", "CSeq");
  private static final List<String> AT_MOST_ONCE =
      List.of("Max-Forwards", "Content-Type", "Expires", "Date");
  private static final List<String> ADDRESSES = List.of("Contact", "Route", "Record-Route");

  /** All that RFCs define. What we do with one of them is decided further inside. */
  private static final Set<String> METHODS =
      Set.of(
          "INVITE",
          "ACK",
          "CANCEL",
          "BYE",
          "REGISTER",
          "OPTIONS",
          "INFO",
          "PRACK",
          "UPDATE",
          "MESSAGE",
          "SUBSCRIBE",
          "NOTIFY",
          "PUBLISH",
          "REFER");

  private MessageCheck() {}

  /** Empty if the message may enter. */
  public static Optional<Refusal> check(SipMessage message) {
    try {
      checkVersion(message.version());
      checkSingletons(message.headers());
      checkCommon(message);
      switch (message) {
        case SipRequest request -> checkRequest(request);
        case SipResponse response -> checkResponse(response);
      }
      return Optional.empty();
    } catch (Refused refused) {
      return Optional.of(refused.refusal);
    }
  }

  private static void checkVersion(String version) throws Refused {
    if (version.equals(SipMessage.VERSION)) {
      return;
    }
    String number = version.substring(Math.min("SIP/".length(), version.length()));
    boolean isVersion = !number.isEmpty() && number.chars().allMatch(c -> c == '.' || isDigit(c));
    throw isVersion ? new Refused(505, "Version Not Supported") : bad("Malformed start line");
  }

  private static boolean isDigit(int c) {
    return Syntax.isDigit((char) c);
  }

  private static void checkSingletons(Headers headers) throws Refused {
    for (String name : MANDATORY) {
      int count = headers.count(name);
      require(count > 0, "Missing %s", name);
      require(count == 1, "Duplicate %s", name);
    }
    for (String name : AT_MOST_ONCE) {
      require(headers.count(name) <= 1, "Duplicate %s", name);
    }
  }

  private static void checkCommon(SipMessage message) throws Refused {
    Headers headers = message.headers();
    checkVias(headers);
    require(readAddress(headers, "From").tag().isPresent(), "Missing %s tag", "From");
    readAddress(headers, "To");
    require(isWord(headers.first("Call-ID").orElse("")), "Malformed %s", "Call-ID");
    read("CSeq", headers.first("CSeq").orElse(""), CSeq::parse);
    checkContentLength(message);
    checkDate(headers);
    for (String name : ADDRESSES) {
      checkAddresses(headers, name);
    }
  }

  private static boolean isWord(String text) {
    return !text.isEmpty() && text.indexOf(' ') < 0 && text.indexOf('\t') < 0;
  }

  private static void checkVias(Headers headers) throws Refused {
    require(headers.contains("Via"), "Missing %s", "Via");
    List<String> values = listed(headers, "Via");
    require(values.size() <= MAX_VIAS, "Too many %s", "Via");
    List<Via> vias = new ArrayList<>(values.size());
    for (String value : values) {
      vias.add(read("Via", value, Via::parse));
    }
    String branch = vias.getFirst().branch().orElse("");
    require(!branch.isEmpty(), "Missing %s branch", "Via");
    require(!branch.equals(Via.MAGIC_COOKIE), "Malformed %s branch", "Via");
  }

  private static void checkContentLength(SipMessage message) throws Refused {
    List<String> lengths = message.headers().all("Content-Length");
    boolean agree = lengths.size() < 2 || Set.copyOf(lengths).size() == 1;
    require(agree, "Contradictory %s", "Content-Length");
    for (String length : lengths) {
      boolean fits = Syntax.number(length, message.bodyLength()).isPresent();
      require(fits, "%s is malformed or greater than the body", "Content-Length");
    }
  }

  /** SIP dates are in GMT only. RFC 3261 §20.17. */
  private static void checkDate(Headers headers) throws Refused {
    String date = headers.first("Date").orElse(SAMPLE_DATE);
    boolean isDate = date.length() == SAMPLE_DATE.length() && date.endsWith(" GMT");
    require(isDate, "Malformed %s", "Date");
  }

  private static void checkAddresses(Headers headers, String name) throws Refused {
    for (String value : listed(headers, name)) {
      if (!value.equals("*") || !name.equals("Contact")) {
        read(name, value, NameAddr::parse);
      }
    }
  }

  /** The values of a list header, of which each line has at least one. */
  private static List<String> listed(Headers headers, String name) throws Refused {
    List<String> values = new ArrayList<>(2);
    for (String line : headers.all(name)) {
      List<String> ofLine = Syntax.split(line, ',');
      require(!ofLine.isEmpty(), "Empty %s", name);
      values.addAll(ofLine);
    }
    return values;
  }

  private static void checkRequest(SipRequest request) throws Refused {
    checkRequestUri(request.requestUriText());
    CSeq cSeq = read("CSeq", request.headers().first("CSeq").orElse(""), CSeq::parse);
    requireKnown(request.method());
    require(cSeq.method().equals(request.method()), "%s names another method", "CSeq");
    String hops = request.headers().first("Max-Forwards").orElse("0");
    require(Syntax.number(hops, MAX_MAX_FORWARDS).isPresent(), "Malformed %s", "Max-Forwards");
    checkOpensDialog(request);
  }

  private static void requireKnown(String method) throws Refused {
    if (!METHODS.contains(method)) {
      throw new Refused(501, "Not Implemented");
    }
  }

  /** A response of ours has our Via alone; another is on its way to somebody else. §8.1.3.3. */
  private static void checkResponse(SipResponse response) throws Refused {
    require(listed(response.headers(), "Via").size() == 1, "Too many %s", "Via");
  }

  /** What opens a dialog says where its peer is reached. RFC 3261 §8.1.1.8. */
  private static void checkOpensDialog(SipRequest request) throws Refused {
    boolean opens = request.method().equals("INVITE");
    require(!opens || request.headers().contains("Contact"), "Missing %s", "Contact");
  }

  /** The refusal of a Request-URI that is longer than any that makes sense. */
  static Optional<Refusal> tooLong(String requestUri) {
    return requestUri.length() > MAX_REQUEST_URI
        ? Optional.of(new Refusal(414, "Request-URI Too Long"))
        : Optional.empty();
  }

  private static void checkRequestUri(String text) throws Refused {
    var tooLong = tooLong(text);
    if (tooLong.isPresent()) {
      throw new Refused(tooLong.get());
    }
    Uri uri = read("Request-URI", text, Uri::parse);
    if (!(uri instanceof SipUri sip)) {
      throw new Refused(416, "Unsupported URI Scheme");
    }
    require(sip.headers().isEmpty(), "Headers in the %s", "Request-URI");
  }

  private static NameAddr readAddress(Headers headers, String name) throws Refused {
    return read(name, headers.first(name).orElse(""), NameAddr::parse);
  }

  private interface Reader<T> {
    T read(String value) throws SipParseException;
  }

  private static <T> T read(String name, String value, Reader<T> reader) throws Refused {
    try {
      return reader.read(value);
    } catch (SipParseException e) {
      throw bad("Malformed " + name + ": " + e.reason());
    }
  }

  private static void require(boolean condition, String reason, String name) throws Refused {
    if (!condition) {
      throw bad(reason.replace("%s", name));
    }
  }

  private static Refused bad(String reason) {
    return new Refused(400, reason);
  }

  /** Ends the check at the first fault; without stack trace, as strangers can cause many. */
  private static final class Refused extends Exception {
    private final Refusal refusal;

    Refused(int status, String reason) {
      this(new Refusal(status, reason));
    }

    Refused(Refusal refusal) {
      super(refusal.reason(), null, false, false);
      this.refusal = refusal;
    }
  }
}
