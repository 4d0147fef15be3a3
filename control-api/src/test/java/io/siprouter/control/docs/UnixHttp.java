package io.siprouter.control.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Sends requests as they are written in a document. Any thread, which waits. */
record UnixHttp(Path socket) {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
  private static final String GAP = "\r\n\r\n";

  /**
   * The body of the answer.
   *
   * @param fields fills in what the path leaves open
   */
  String ask(String request, UnaryOperator<String> fields) throws IOException {
    int gap = request.indexOf("\n\n");
    var head = (gap < 0 ? request : request.substring(0, gap)).strip();
    var body = gap < 0 ? "" : request.substring(gap).strip();
    return bodyOf(exchange(message(filled(head, fields), body)));
  }

  private static String filled(String head, UnaryOperator<String> fields) {
    return PLACEHOLDER.matcher(head).replaceAll(found -> fields.apply(found.group(1)));
  }

  private static String message(String head, String body) {
    var lines = head.lines().toList();
    var headers = String.join("\r\n", lines.subList(1, lines.size()));
    return "%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: %d\r\n%s%s%s%s"
        .formatted(
            lines.getFirst(),
            body.getBytes(UTF_8).length,
            headers,
            headers.isEmpty() ? "" : "\r\n",
            "\r\n",
            body);
  }

  private String exchange(String message) throws IOException {
    try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      var bytes = ByteBuffer.wrap(message.getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      var answer = new ByteArrayOutputStream();
      Channels.newInputStream(channel).transferTo(answer);
      return answer.toString(UTF_8);
    }
  }

  private static String bodyOf(String answer) {
    int gap = answer.indexOf(GAP);
    if (gap < 0) {
      throw new AssertionError("not HTTP: " + answer);
    }
    return answer.substring(gap + GAP.length());
  }
}
