package io.siprouter.core.sip.stack;

import java.util.ArrayList;
import java.util.List;

/** Writes the requests of a phone that took a call of the hub, with the tag {@code b}. */
final class Callee {
  private Callee() {}

  static String request(String invite, String method, int cSeq, String hostPort, String sdp) {
    var target = Wire.header(invite, "Contact").replaceAll("[<>]", "");
    List<String> lines = new ArrayList<>();
    lines.add(method + " " + target + " SIP/2.0");
    lines.add("Via: SIP/2.0/UDP " + hostPort + ";branch=z9hG4bK" + method + cSeq);
    lines.add("Max-Forwards: 70");
    lines.add("From: " + Wire.header(invite, "To") + ";tag=b");
    lines.add("To: " + Wire.header(invite, "From"));
    lines.add("Call-ID: " + Wire.header(invite, "Call-ID"));
    lines.add("CSeq: " + cSeq + " " + method);
    lines.add("Contact: <sip:bob@" + hostPort + ">");
    if (!sdp.isEmpty()) {
      lines.add("Content-Type: application/sdp");
    }
    return Wire.message(lines, sdp);
  }
}
