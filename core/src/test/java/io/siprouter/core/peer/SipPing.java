package io.siprouter.core.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.util.UUID;

/** Asks a SIP address by OPTIONS whether somebody is there. Any final response is a yes. */
public final class SipPing {
  private static final int WAIT_MS = 100;

  private SipPing() {}

  /** Waits at most 100 ms for the answer. */
  public static boolean answers(InetSocketAddress target) {
    try (var socket = new DatagramSocket()) {
      socket.setSoTimeout(WAIT_MS);
      socket.connect(target);
      byte[] request = options(target, socket.getLocalPort()).getBytes(UTF_8);
      socket.send(new DatagramPacket(request, request.length));
      var reply = new DatagramPacket(new byte[4096], 4096);
      socket.receive(reply);
      return new String(reply.getData(), 0, reply.getLength(), UTF_8).startsWith("SIP/2.0 ");
    } catch (SocketTimeoutException | PortUnreachableException _) {
      return false;
    } catch (IOException e) {
      throw new AssertionError("Cannot ask " + target, e);
    }
  }

  private static String options(InetSocketAddress target, int port) {
    var host = target.getAddress().getHostAddress();
    var id = UUID.randomUUID();
    return """
    OPTIONS sip:%1$s:%2$d SIP/2.0
    Via: SIP/2.0/UDP 127.0.0.1:%3$d;branch=z9hG4bK%4$s;rport
    Max-Forwards: 70
    From: <sip:ping@127.0.0.1>;tag=%4$s
    To: <sip:%1$s>
    Call-ID: %4$s
    CSeq: 1 OPTIONS
    Contact: <sip:ping@127.0.0.1:%3$d>
    Content-Length: 0

    """
        .formatted(host, target.getPort(), port, id)
        .replace("\n", "\r\n");
  }
}
