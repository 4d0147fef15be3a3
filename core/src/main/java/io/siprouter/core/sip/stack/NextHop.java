package io.siprouter.core.sip.stack;

import io.netty.util.NetUtil;
import io.siprouter.core.sip.Destination;
import io.siprouter.core.sip.tls.TlsPeer;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.sip.transport.SipHop;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.core.sip.transport.Transports;
import io.siprouter.sip.uri.SipUri;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a request goes next. */
record NextHop(SipHop to) {

  static NextHop to(Destination destination, Transports transports) {
    var flow = destination.flow();
    return flow != null && transports.isLive(flow)
        ? along(flow)
        : new NextHop(
            new SipHop(destination.transport(), destination.address(), destination.tls()));
  }

  static NextHop along(SipFlow flow) {
    return new NextHop(flow.hop());
  }

  SipTransport transport() {
    return to.transport();
  }

  InetSocketAddress address() {
    return to.address();
  }

  /** Whether a host is an address and not a name. */
  static boolean isAddress(String host) {
    return NetUtil.createByteArrayFromIpAddressString(host) != null;
  }

  /** Whether a host is this address. */
  static boolean isAddress(String host, InetAddress address) {
    return Arrays.equals(NetUtil.createByteArrayFromIpAddressString(host), address.getAddress());
  }

  /**
   * Empty for a host name, which only a resolver could turn into an address, or another transport.
   *
   * @param tls whom the dialog reached over a TLS connection of ours
   */
  static Optional<NextHop> of(SipUri uri, @Nullable TlsPeer tls) {
    byte[] address = NetUtil.createByteArrayFromIpAddressString(uri.host());
    var name = uri.isSecure() ? "tls" : uri.param("transport").orElse("udp");
    if (address == null || !SipTransport.isKnown(name)) {
      return Optional.empty();
    }
    try {
      var host = InetAddress.getByAddress(address);
      var transport = SipTransport.of(name);
      var remote = new InetSocketAddress(host, uri.port().orElse(transport.defaultPort()));
      var whom = transport == SipTransport.TLS ? tls : null;
      return Optional.of(new NextHop(new SipHop(transport, remote, whom)));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
