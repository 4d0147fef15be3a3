package io.siprouter.core.sip.stack;

import io.netty.util.NetUtil;
import io.siprouter.core.sip.Destination;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.core.sip.transport.Transports;
import io.siprouter.sip.uri.SipUri;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/** Where a request goes next. */
record NextHop(SipTransport transport, InetSocketAddress address) {
  private static final int DEFAULT_PORT = 5060;

  static NextHop to(Destination destination, Transports transports) {
    var flow = destination.flow();
    return flow != null && transports.isLive(flow)
        ? along(flow)
        : new NextHop(destination.transport(), destination.address());
  }

  static NextHop along(SipFlow flow) {
    return new NextHop(flow.transport(), flow.remote());
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
   */
  static Optional<NextHop> of(SipUri uri) {
    byte[] address = NetUtil.createByteArrayFromIpAddressString(uri.host());
    var transport = uri.param("transport").orElse("udp");
    if (address == null || !SipTransport.isKnown(transport) || uri.isSecure()) {
      return Optional.empty();
    }
    try {
      var host = InetAddress.getByAddress(address);
      var remote = new InetSocketAddress(host, uri.port().orElse(DEFAULT_PORT));
      return Optional.of(new NextHop(SipTransport.of(transport), remote));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
