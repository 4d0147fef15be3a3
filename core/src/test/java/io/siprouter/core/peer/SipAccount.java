package io.siprouter.core.peer;

import java.net.InetSocketAddress;

/**
 * An account of a baresip.
 *
 * @param server registrar and next hop of its calls
 * @param transport udp or tcp
 * @param extras further parameters of baresip's accounts line, each with its semicolon
 */
public record SipAccount(
    String user, String password, InetSocketAddress server, String transport, String extras) {
  public SipAccount(String user, String password, InetSocketAddress server) {
    this(user, password, server, "udp", "");
  }

  public SipAccount overTcp() {
    return new SipAccount(user, password, server, "tcp", extras);
  }

  /** Offers and accepts these codecs only, in baresip's writing: PCMU, PCMA, G722. */
  public SipAccount withCodecs(String... codecs) {
    return with(";audio_codecs=" + String.join(",", codecs));
  }

  public SipAccount answeringByItself() {
    return with(";answermode=auto");
  }

  public SipAccount with(String extra) {
    return new SipAccount(user, password, server, transport, extras + extra);
  }

  /** The URI that calls that number through this account's server. */
  String uriOf(String number) {
    return "sip:%s@%s".formatted(number, hostAndPort());
  }

  /** A line of baresip's accounts file. */
  String line() {
    return "<sip:%s@%s;transport=%s>;auth_user=%s;auth_pass=%s;regint=60%s"
        .formatted(user, hostAndPort(), transport, user, password, extras);
  }

  private String hostAndPort() {
    return server.getAddress().getHostAddress() + ":" + server.getPort();
  }
}
