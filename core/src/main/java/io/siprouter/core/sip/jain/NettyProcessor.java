package io.siprouter.core.sip.jain;

import gov.nist.core.HostPort;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import io.netty.util.NetUtil;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.sip.transport.SipHop;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.core.sip.transport.Transports;
import io.siprouter.sip.message.Via;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * What JAIN-SIP takes for a listening socket; the socket is bound already and belongs to {@link
 * Transports}. Never resolves a name and never waits.
 */
final class NettyProcessor extends MessageProcessor {
  private static final int MAX_MESSAGE_BYTES = 65_535;

  private final SipTransport sipTransport;
  private final Transports transports;

  NettyProcessor(SIPTransactionStack stack, SipTransport transport, Transports transports) {
    var local = transports.local(transport);
    super(local.getAddress(), local.getPort(), transport.name(), stack);
    this.sipTransport = transport;
    this.transports = transports;
  }

  SipTransport sipTransport() {
    return sipTransport;
  }

  Transports transports() {
    return transports;
  }

  /** The channel of a received request, which also knows its way back. */
  NettyChannel channelOf(SipFlow flow, Via via) {
    return new NettyChannel(this, flow, via);
  }

  @Override
  public SIPTransactionStack getSIPStack() {
    return sipStack;
  }

  @Override
  public MessageChannel createMessageChannel(HostPort target) throws IOException {
    var host = target.getHost().getHostname();
    byte[] address = NetUtil.createByteArrayFromIpAddressString(host);
    if (address == null) {
      throw new IOException("not an address: " + host);
    }
    return createMessageChannel(InetAddress.getByAddress(address), target.getPort());
  }

  @Override
  public MessageChannel createMessageChannel(InetAddress host, int port) {
    var remote = new InetSocketAddress(host, port < 0 ? getDefaultTargetPort() : port);
    return new NettyChannel(this, new SipHop(sipTransport, remote));
  }

  @Override
  public void start() {}

  @Override
  public void stop() {}

  @Override
  public int getDefaultTargetPort() {
    return sipTransport.defaultPort();
  }

  @Override
  public boolean isSecure() {
    return sipTransport == SipTransport.TLS;
  }

  @Override
  public int getMaximumMessageSize() {
    return MAX_MESSAGE_BYTES;
  }

  @Override
  public boolean inUse() {
    return false;
  }
}
