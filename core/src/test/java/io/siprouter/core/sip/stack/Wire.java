package io.siprouter.core.sip.stack;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** SIP as text: what a test writes by hand and reads by eye. */
final class Wire {
  static final String SDP = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\n";

  private Wire() {}

  /** A message of lines, completed with Content-Length and body. */
  static String message(List<String> lines, String body) {
    var head = Stream.concat(lines.stream(), Stream.of("Content-Length: " + body.length()));
    return head.collect(Collectors.joining("\r\n")) + "\r\n\r\n" + body;
  }

  static byte[] bytes(String message) {
    return message.getBytes(StandardCharsets.UTF_8);
  }

  static String header(String message, String name) {
    return headers(message, name).getFirst();
  }

  static List<String> headers(String message, String name) {
    return message
        .lines()
        .takeWhile(line -> !line.isEmpty())
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).trim())
        .toList();
  }

  static String body(String message) {
    return message.substring(message.indexOf("\r\n\r\n") + 4);
  }

  /** A response to a request, with a To tag unless the request has one. */
  static String response(String request, String status, String tag, String... more) {
    var lines = Stream.<String>builder().add("SIP/2.0 " + status);
    headers(request, "Via").forEach(via -> lines.add("Via: " + via));
    headers(request, "Record-Route").forEach(route -> lines.add("Record-Route: " + route));
    lines.add("From: " + header(request, "From"));
    var to = header(request, "To");
    lines.add("To: " + (to.contains("tag=") || tag.isEmpty() ? to : to + ";tag=" + tag));
    lines.add("Call-ID: " + header(request, "Call-ID"));
    lines.add("CSeq: " + header(request, "CSeq"));
    boolean hasBody = more.length > 0 && more[more.length - 1].startsWith("v=0");
    Stream.of(more).limit(more.length - (hasBody ? 1 : 0)).forEach(lines::add);
    if (hasBody) {
      lines.add("Content-Type: application/sdp");
    }
    return message(lines.build().toList(), hasBody ? more[more.length - 1] : "");
  }
}
