package io.siprouter.control.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;

/** A WebSocket that keeps to no rule it is not told to keep to. One thread. RFC 6455. */
public final class RawWebSocket implements AutoCloseable {

  public static final int TEXT = 1;
  public static final int BINARY = 2;
  public static final int CLOSE = 8;

  private static final int TIMEOUT_MS = 20_000;
  private static final int FINAL = 0x80;
  private static final int MASKED = 0x80;
  private static final int TWO_BYTES = 126;
  private static final int EIGHT_BYTES = 127;

  /**
   * What came.
   *
   * @param opcode {@link #CLOSE} also where the connection is gone
   * @param payload a character a byte
   */
  public record Frame(int opcode, String payload) {
    public String text() {
      return new String(payload.getBytes(ISO_8859_1), UTF_8);
    }
  }

  private final Socket socket = new Socket();
  private final String head;

  /**
   * @param headers each line with its end
   */
  public RawWebSocket(InetSocketAddress server, String headers) throws IOException {
    socket.setReceiveBufferSize(4 << 10);
    socket.connect(server, TIMEOUT_MS);
    socket.setSoTimeout(TIMEOUT_MS);
    var request =
        "GET /api/v1/ws HTTP/1.1\r\nHost: "
            + server.getHostString()
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n"
            + headers
            + "\r\n";
    socket.getOutputStream().write(request.getBytes(ISO_8859_1));
    head = RawHttp.readHead(socket.getInputStream());
  }

  public int status() {
    return head.isEmpty() ? 0 : Integer.parseInt(head.substring(9, 12));
  }

  public void send(int opcode, byte[] payload, boolean masked) throws IOException {
    var out = new DataOutputStream(socket.getOutputStream());
    out.writeByte(FINAL | opcode);
    int mask = masked ? MASKED : 0;
    if (payload.length < TWO_BYTES) {
      out.writeByte(mask | payload.length);
    } else {
      out.writeByte(mask | EIGHT_BYTES);
      out.writeLong(payload.length);
    }
    if (masked) {
      out.writeInt(0); // a mask that changes nothing
    }
    try {
      out.write(payload);
    } catch (SocketException _) { // closed after the header, which the next frame will tell
    }
  }

  public void send(String text) throws IOException {
    send(TEXT, text.getBytes(UTF_8), true);
  }

  public Frame next() throws IOException {
    var in = new DataInputStream(socket.getInputStream());
    try {
      int opcode = in.readUnsignedByte() & 0xf;
      int length = in.readUnsignedByte();
      long bytes =
          switch (length) {
            case TWO_BYTES -> in.readUnsignedShort();
            case EIGHT_BYTES -> in.readLong();
            default -> length;
          };
      return new Frame(opcode, new String(in.readNBytes(Math.toIntExact(bytes)), ISO_8859_1));
    } catch (EOFException | SocketException _) {
      return new Frame(CLOSE, "");
    }
  }

  /** The next frame that holds some text, or closes; at most a thousand others are passed over. */
  public Frame nextWith(String text) throws IOException {
    for (int i = 0; i < 1_000; i++) {
      var frame = next();
      if (frame.opcode() == CLOSE || frame.text().contains(text)) {
        return frame;
      }
    }
    throw new IOException("nothing with " + text);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
