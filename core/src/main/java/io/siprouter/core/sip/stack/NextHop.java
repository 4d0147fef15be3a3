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
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where a request goes next, be it that a name server has to be asked. On the Call-ID's lane. */
sealed interface NextHop {

  /** What the request is written for before its way has been found. */
  SipTransport transport();

  /**
   * Finds the way, at once or later.
   *
   * @param then told the addresses in the order to try them; none where the name is not known
   */
  void find(Consumer<List<SipHop>> then);

  /** Whether the peer is reached this way, and perhaps by no other, because it came from there. */
  boolean isFlow();

  /** A known address. */
  record At(SipHop to, boolean isFlow) implements NextHop {

    @Override
    public SipTransport transport() {
      return to.transport();
    }

    @Override
    public void find(Consumer<List<SipHop>> then) {
      then.accept(List.of(to));
    }
  }

  /** One that is found after all that the dialog has asked for before. */
  record InTurn(SipTransport transport, Lookups.Lookup lookup, Lookups lookups) implements NextHop {

    @Override
    public void find(Consumer<List<SipHop>> then) {
      lookups.find(lookup, then);
    }

    @Override
    public boolean isFlow() {
      return false;
    }
  }

  static NextHop to(Destination destination, Transports transports) {
    var flow = destination.flow();
    return flow != null && transports.isLive(flow)
        ? along(flow)
        : new At(
            new SipHop(destination.transport(), destination.address(), destination.tls()), false);
  }

  static NextHop along(SipFlow flow) {
    return new At(flow.hop(), true);
  }

  /** Whether a host is an address and not a name. */
  static boolean isAddress(String host) {
    return NetUtil.createByteArrayFromIpAddressString(host) != null;
  }

  /** Whether a host is this address. */
  static boolean isAddress(String host, InetAddress address) {
    return Arrays.equals(NetUtil.createByteArrayFromIpAddressString(host), address.getAddress());
  }

  /** What a URI says about the transport; empty where it says nothing, or what we do not know. */
  static Optional<SipTransport> transportOf(SipUri uri) {
    return uri.isSecure()
        ? Optional.of(SipTransport.TLS)
        : uri.param("transport").filter(SipTransport::isKnown).map(SipTransport::of);
  }

  /** Whether we have the transport that a URI wants. */
  static boolean isUsable(SipUri uri) {
    return uri.isSecure() || uri.param("transport").map(SipTransport::isKnown).orElse(true);
  }

  /**
   * Empty for a host name.
   *
   * @param tls whom the dialog reached over a TLS connection of ours
   */
  static Optional<NextHop> of(SipUri uri, @Nullable TlsPeer tls) {
    byte[] address = NetUtil.createByteArrayFromIpAddressString(uri.host());
    if (address == null) {
      return Optional.empty();
    }
    try {
      var host = InetAddress.getByAddress(address);
      var transport = transportOf(uri).orElse(SipTransport.UDP);
      var remote = new InetSocketAddress(host, uri.port().orElse(transport.defaultPort()));
      return Optional.of(new At(hop(transport, remote, tls), false));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  static SipHop hop(SipTransport transport, InetSocketAddress remote, @Nullable TlsPeer tls) {
    return new SipHop(transport, remote, transport == SipTransport.TLS ? tls : null);
  }
}
