package io.siprouter.core.sip.stack;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Writes the requests of a phone that calls the hub. */
final class Caller {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String hostPort;
  private final String transport;
  private final String id = "call" + COUNT.incrementAndGet();

  Caller(String hostPort, String transport) {
    this.hostPort = hostPort;
    this.transport = transport;
  }

  String branch() {
    return "z9hG4bK" + id;
  }

  String invite(String... more) {
    return request("INVITE sip:bob@hub.example", branch(), 1, "<sip:bob@hub.example>", more);
  }

  String cancel() {
    return request(
        "CANCEL sip:bob@hub.example",
        branch(),
        1,
        "<sip:bob@hub.example>",
        "Reason: SIP;cause=200");
  }

  /** The ACK of a 2xx. */
  String ack(String answer) {
    return inDialog("ACK", answer, 1);
  }

  /** The ACK of a refusal, which has the branch of its INVITE. */
  String ackOf(String refusal) {
    var via = Wire.header(refusal, "Via");
    var branch = via.replaceFirst(".*branch=([^;]*).*", "$1");
    return request("ACK sip:bob@hub.example", branch, 1, Wire.header(refusal, "To"));
  }

  String inDialog(String method, String answer, int cSeq, String... more) {
    var target = Wire.header(answer, "Contact").replaceAll("[<>]", "");
    return request(
        method + " " + target, branch() + method + cSeq, cSeq, Wire.header(answer, "To"), more);
  }

  String request(String line, String branch, int cSeq, String to, String... more) {
    var method = line.substring(0, line.indexOf(' '));
    boolean offers = method.equals("INVITE");
    var lines =
        Stream.of(
            List.of(
                line + " SIP/2.0",
                "Via: SIP/2.0/" + transport + " " + hostPort + ";branch=" + branch + ";rport",
                "Max-Forwards: 70",
                "From: <sip:alice@hub.example>;tag=a-" + id,
                "To: " + to,
                "Call-ID: " + id + "@phone",
                "CSeq: " + cSeq + " " + method,
                "Contact: <sip:alice@" + hostPort + ";transport=" + transport + ">"),
            List.of(more),
            offers ? List.of("Content-Type: application/sdp") : List.<String>of());
    return Wire.message(lines.flatMap(List::stream).toList(), offers ? Wire.SDP : "");
  }
}
