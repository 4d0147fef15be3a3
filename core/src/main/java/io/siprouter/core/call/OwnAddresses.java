package io.siprouter.core.call;

import io.siprouter.core.sip.Destination;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.core.trunk.OwnAddress;
import io.siprouter.sip.uri.HostPort;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Tells which of this machine's addresses a peer reaches us at. Any thread. */
public final class OwnAddresses implements OwnAddress {

  private static final int ANY_PORT = 9;

  private final Optional<InetAddress> configured;
  private final ToIntFunction<SipTransport> sipPort;

  /**
   * @param configured the one address to use for all, or empty to ask the routing table
   * @param sipPort the port we listen on
   */
  public OwnAddresses(Optional<InetAddress> configured, ToIntFunction<SipTransport> sipPort) {
    this.configured = configured;
    this.sipPort = sipPort;
  }

  /** Our address on the way to a peer; the loopback one where no way leads there. */
  public InetAddress towards(InetAddress peer) {
    return configured.or(() -> routed(peer)).orElseGet(InetAddress::getLoopbackAddress);
  }

  @Override
  public HostPort towards(Destination destination) {
    var host = host(towards(destination.address().getAddress()));
    return HostPort.of(host, sipPort.applyAsInt(destination.transport()));
  }

  @Override
  public boolean leadsTo(Destination destination) {
    return routed(destination.address().getAddress()).isPresent();
  }

  /** An address as a URI writes it: IPv6 in brackets, without its zone. */
  public static String host(InetAddress address) {
    var literal = address.getHostAddress();
    return address instanceof Inet6Address ? "[" + literal.replaceFirst("%.*", "") + "]" : literal;
  }

  /** Connecting a datagram socket sends nothing; it makes the kernel choose the source address. */
  private static Optional<InetAddress> routed(InetAddress peer) {
    try (var channel = DatagramChannel.open()) {
      channel.connect(new InetSocketAddress(peer, ANY_PORT));
      return channel.getLocalAddress() instanceof InetSocketAddress local
          ? Optional.of(local.getAddress())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
