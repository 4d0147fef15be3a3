package io.siprouter.core;

import io.siprouter.sip.SipParseException;
import io.siprouter.sip.auth.Digest;
import io.siprouter.sip.auth.DigestChallenge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Somebody on the network who writes datagrams by hand, from an address of its own. */
final class Stranger implements AutoCloseable {

  private static final int PATIENCE_MS = 5_000;
  private static final int SILENCE_MS = 1_000;
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final DatagramSocket socket;
  private final InetSocketAddress hub;

  Stranger(InetAddress address, InetSocketAddress hub) {
    this.hub = hub;
    try {
      socket = new DatagramSocket(0, address);
      socket.setSoTimeout(PATIENCE_MS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fills in what differs from message to message, sends it, and returns its Call-ID. */
  String send(String template) {
    int number = COUNT.incrementAndGet();
    var callId = "stranger-" + number;
    write(filled(template, callId, number));
    return callId;
  }

  private String filled(String template, String callId, int number) {
    var here = socket.getLocalAddress().getHostAddress() + ":" + socket.getLocalPort();
    return template
        .replace("HUB", hub.getAddress().getHostAddress())
        .replace("HERE", here)
        .replace("CALLID", callId)
        .replace("BRANCH", "z9hG4bKs" + number)
        .stripIndent()
        .replace("\n", "\r\n");
  }

  private void write(String message) {
    var bytes = message.getBytes(StandardCharsets.UTF_8);
    try {
      socket.send(new DatagramPacket(bytes, bytes.length, hub));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The statuses of all answers to what was sent under a Call-ID: whoever is asked about itself
   * after it, under the same Call-ID, answers in the same order.
   */
  List<Integer> answersTo(String callId) {
    write(filled(OPTIONS, callId, COUNT.incrementAndGet()));
    var statuses = new ArrayList<Integer>();
    for (var answer = receive(); !isOf(answer, "OPTIONS"); answer = receive()) {
      if (answer.contains("Call-ID: " + callId + "\r\n")) {
        statuses.add(status(answer));
      }
    }
    return statuses;
  }

  private static final String OPTIONS =
      """
      OPTIONS sip:HUB SIP/2.0
      Via: SIP/2.0/UDP HERE;branch=BRANCH;rport
      From: <sip:HERE>;tag=o
      To: <sip:HUB>
      Call-ID: CALLID
      CSeq: 1 OPTIONS
      Content-Length: 0

      """;

  private static boolean isOf(String answer, String method) {
    return answer.lines().anyMatch(line -> line.startsWith("CSeq:") && line.endsWith(method));
  }

  /** Sends a REGISTER for a user, with the answer to a challenge if there is one. */
  void register(String user, String authorization) {
    send(REGISTER.replace("USER", user).replace("PROOF", authorization));
  }

  /** The answers to a REGISTER without credentials that is sent twice as it is. */
  List<String> registerTwice(String user) {
    int number = COUNT.incrementAndGet();
    var text = REGISTER.replace("USER", user).replace("PROOF", "");
    var message = filled(text, "stranger-" + number, number);
    write(message);
    write(message);
    return List.of(receive(), receive());
  }

  private static final String REGISTER =
      """
      REGISTER sip:HUB SIP/2.0
      Via: SIP/2.0/UDP HERE;branch=BRANCH;rport
      From: <sip:USER@HUB>;tag=r
      To: <sip:USER@HUB>
      Call-ID: CALLID
      CSeq: 1 REGISTER
      Contact: <sip:HERE>
      PROOFContent-Length: 0

      """;

  /** The challenge that a REGISTER of this user gets; empty where nobody answers. */
  Optional<DigestChallenge> challengeOf(String user) {
    register(user, "");
    return tryReceive().map(Stranger::challenge);
  }

  private static DigestChallenge challenge(String answer) {
    var matcher = Pattern.compile("(?m)^WWW-Authenticate: (.*)$").matcher(answer);
    if (!matcher.find()) {
      throw new AssertionError("no challenge in " + answer);
    }
    try {
      return DigestChallenge.parse(matcher.group(1).strip());
    } catch (SipParseException e) {
      throw new AssertionError(answer, e);
    }
  }

  /** An Authorization line. */
  static String proof(
      DigestChallenge challenge, String user, String password, String method, String uri) {
    var answer = Digest.answer(challenge, user, password, method, uri, "c", 1);
    return "Authorization: " + answer + "\n";
  }

  /** The status of the next answer; empty if none comes. */
  Optional<Integer> nextStatus() {
    return tryReceive().map(Stranger::status);
  }

  private static int status(String answer) {
    return Integer.parseInt(answer.substring("SIP/2.0 ".length(), "SIP/2.0 ".length() + 3));
  }

  private Optional<String> tryReceive() {
    try {
      socket.setSoTimeout(SILENCE_MS);
      return Optional.of(read());
    } catch (SocketTimeoutException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String receive() {
    try {
      socket.setSoTimeout(PATIENCE_MS);
      return read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String read() throws IOException {
    var packet = new DatagramPacket(new byte[65_535], 65_535);
    socket.receive(packet);
    return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    socket.close();
  }
}
