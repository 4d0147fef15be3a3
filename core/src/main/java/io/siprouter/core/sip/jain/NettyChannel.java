package io.siprouter.core.sip.jain;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.RawMessageChannel;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.sip.transport.SipHop;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.sip.message.Via;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** What JAIN-SIP takes for a connection: a peer's address. Holds nothing that could be closed. */
final class NettyChannel extends MessageChannel implements RawMessageChannel {
  private final NettyProcessor processor;
  private final @Nullable WayBack wayBack;
  private SipHop hop;

  /** How a request came. */
  private record WayBack(SipFlow flow, Via via) {}

  /** A channel for requests, and for UDP responses whose way JAIN-SIP has read in the Via. */
  NettyChannel(NettyProcessor processor, SipHop hop) {
    this(processor, hop, null);
  }

  /**
   * The channel of a received request.
   *
   * @param via the topmost one of that request
   */
  NettyChannel(NettyProcessor processor, SipFlow flow, Via via) {
    this(processor, flow.hop(), new WayBack(flow, via));
  }

  private NettyChannel(NettyProcessor processor, SipHop hop, @Nullable WayBack wayBack) {
    this.messageProcessor = processor;
    this.processor = processor;
    this.hop = hop;
    this.wayBack = wayBack;
  }

  /** Says who is at the address, which JAIN-SIP has no words for. Before anything is sent. */
  void aim(SipHop whom) {
    hop = whom;
  }

  @Override
  public void sendMessage(SIPMessage message) throws IOException {
    var bytes = message.encodeAsBytes(getTransport());
    if (wayBack == null) {
      processor.transports().send(hop, bytes);
    } else {
      processor.transports().reply(bytes, wayBack.via(), wayBack.flow());
    }
  }

  @Override
  public void sendMessage(SIPMessage message, InetAddress host, int port) throws IOException {
    send(message.encodeAsBytes(getTransport()), new InetSocketAddress(host, port));
  }

  @Override
  protected void sendMessage(byte[] bytes, InetAddress host, int port, boolean reconnect)
      throws IOException {
    if (wayBack == null) {
      send(bytes, new InetSocketAddress(host, port));
    } else {
      processor.transports().reply(bytes, wayBack.via(), wayBack.flow());
    }
  }

  /** Called where the peer's address is our own: the message takes the wire all the same. */
  @Override
  public void processMessage(SIPMessage message) throws IOException {
    processor.transports().send(hop, message.encodeAsBytes(getTransport()));
  }

  private void send(byte[] bytes, InetSocketAddress remote) throws IOException {
    processor.transports().send(hop.at(remote), bytes);
  }

  @Override
  public void close() {}

  @Override
  protected void uncache() {}

  @Override
  public SIPTransactionStack getSIPStack() {
    return processor.getSIPStack();
  }

  @Override
  public String getTransport() {
    return hop.transport().name();
  }

  @Override
  public boolean isReliable() {
    return hop.transport().hasConnections();
  }

  @Override
  public boolean isSecure() {
    return hop.transport() == SipTransport.TLS;
  }

  @Override
  public String getPeerAddress() {
    return hop.address().getAddress().getHostAddress();
  }

  @Override
  protected InetAddress getPeerInetAddress() {
    return hop.address().getAddress();
  }

  @Override
  protected String getPeerProtocol() {
    return getTransport();
  }

  @Override
  public int getPeerPort() {
    return hop.address().getPort();
  }

  @Override
  public int getPeerPacketSourcePort() {
    return getPeerPort();
  }

  @Override
  public InetAddress getPeerPacketSourceAddress() {
    return getPeerInetAddress();
  }

  @Override
  public String getKey() {
    return getKey(getPeerInetAddress(), getPeerPort(), getTransport());
  }

  @Override
  public String getViaHost() {
    return processor.getIpAddress().getHostAddress();
  }

  @Override
  public int getViaPort() {
    return processor.getPort();
  }
}
