package io.siprouter.control.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A request or response as it stands in a document: its first line, headers, an empty line, a body.
 *
 * @param first the request line, or the status line
 * @param headers each a line
 */
record HttpMessage(String first, List<String> headers, String body) {

  private static final String END = "\r\n";

  HttpMessage {
    headers = List.copyOf(headers);
  }

  static HttpMessage parse(String text) {
    var lines = text.replace(END, "\n");
    int gap = lines.indexOf("\n\n");
    var head = (gap < 0 ? lines : lines.substring(0, gap)).strip().lines().toList();
    var body = gap < 0 ? "" : lines.substring(gap).strip();
    return new HttpMessage(head.getFirst(), head.subList(1, head.size()), body);
  }

  /** Nothing but a body. */
  static HttpMessage of(String body) {
    return new HttpMessage("", List.of(), body);
  }

  /** The same, of which nothing but another body is shown. */
  HttpMessage with(String otherBody) {
    return new HttpMessage(first, List.of(), otherBody);
  }

  List<String> headerNames() {
    return headers.stream().map(line -> line.substring(0, line.indexOf(':'))).toList();
  }

  /** The value of a header. */
  Optional<String> header(String name) {
    var begin = name + ":";
    return headers.stream()
        .filter(line -> line.regionMatches(true, 0, begin, 0, begin.length()))
        .map(line -> line.substring(begin.length()).strip())
        .findFirst();
  }

  /** The request in the words of the wire; the connection ends behind the answer. */
  String onTheWire() {
    var length = body.getBytes(UTF_8).length;
    var own = List.of("Host: localhost", "Connection: close", "Content-Length: " + length);
    var head =
        Stream.of(List.of(first + " HTTP/1.1"), own, headers)
            .flatMap(List::stream)
            .reduce("", (before, line) -> before + line + END);
    return head + END + body;
  }
}
