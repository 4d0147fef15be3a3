package io.siprouter.control.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.regex.Pattern;

/** Sends bytes that no HTTP client would send, and reads what comes back. One thread. */
public final class RawHttp {

  private static final int TIMEOUT_MS = 20_000;
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)\r\n");

  /**
   * What came back.
   *
   * @param status 0 if the connection was closed without a word
   */
  public record Answer(int status, String head, String body) {}

  private RawHttp() {}

  public static Answer send(InetSocketAddress server, String request) throws IOException {
    return send(server, request.getBytes(ISO_8859_1));
  }

  public static Answer send(InetSocketAddress server, byte[] request) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(server, TIMEOUT_MS);
      socket.setSoTimeout(TIMEOUT_MS);
      socket.getOutputStream().write(request);
      socket.getOutputStream().flush();
      return read(socket.getInputStream());
    } catch (SocketException _) { // reset: it was not worth an answer
      return new Answer(0, "", "");
    }
  }

  private static Answer read(InputStream in) throws IOException {
    var head = readHead(in);
    if (head.isEmpty()) {
      return new Answer(0, "", "");
    }
    var length = LENGTH.matcher(head);
    var body = length.find() ? in.readNBytes(Integer.parseInt(length.group(1))) : new byte[0];
    var status = Integer.parseInt(head.split(" ", 3)[1].strip().substring(0, 3));
    return new Answer(status, head, new String(body, UTF_8));
  }

  static String readHead(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.write(next);
    }
    return head.toString(ISO_8859_1);
  }
}
