package io.siprouter.core.trunk;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this machine's network looks like at one moment. Immutable.
 *
 * @param addresses of all interfaces that are up, but for loopback and link-local ones
 * @param waysOut the addresses that this machine uses towards the world, none without a route
 */
public record NetworkView(Set<InetAddress> addresses, Set<InetAddress> waysOut) {

  private static final Logger log = LoggerFactory.getLogger(NetworkView.class);
  private static final int ANY_PORT = 9;

  /** Addresses for documentation (RFC 5737, RFC 3849), which only a default route leads to. */
  private static final List<InetAddress> WORLD =
      List.of(InetAddress.ofLiteral("192.0.2.1"), InetAddress.ofLiteral("2001:db8::1"));

  public NetworkView {
    addresses = Set.copyOf(addresses);
    waysOut = Set.copyOf(waysOut);
  }

  /** Asks the operating system; may take its time. */
  public static NetworkView now() {
    var out = WORLD.stream().flatMap(there -> towards(there).stream());
    return new NetworkView(interfaces(), out.collect(Collectors.toSet()));
  }

  private static Set<InetAddress> interfaces() {
    try {
      return NetworkInterface.networkInterfaces()
          .filter(NetworkView::isUp)
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
          .collect(Collectors.toSet());
    } catch (SocketException e) {
      log.warn("Interfaces of this machine cannot be listed: {}", e.getMessage());
      return Set.of();
    }
  }

  /** An interface that goes away meanwhile is not up. */
  private static boolean isUp(NetworkInterface one) {
    try {
      return one.isUp();
    } catch (SocketException _) {
      return false;
    }
  }

  /** Connecting a datagram socket sends nothing; it makes the kernel choose the source address. */
  private static Optional<InetAddress> towards(InetAddress there) {
    try (var channel = DatagramChannel.open()) {
      channel.connect(new InetSocketAddress(there, ANY_PORT));
      return Stream.of(channel.getLocalAddress())
          .filter(InetSocketAddress.class::isInstance)
          .map(local -> ((InetSocketAddress) local).getAddress())
          .findFirst();
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
