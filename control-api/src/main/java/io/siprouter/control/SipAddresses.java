package io.siprouter.control;

import io.siprouter.config.AddressSetting;
import io.siprouter.config.Server;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.stream.Collectors;

/** The addresses phones can reach this server at, for people. */
final class SipAddresses {

  private SipAddresses() {}

  /** For example {@code 192.168.1.2:5060 (UDP and TCP)}. */
  static String of(Server server) {
    return hosts(server.lanAddress()).stream()
        .map(host -> host + ports(server.sip()))
        .collect(Collectors.joining(", "));
  }

  private static String ports(Server.Sip sip) {
    return sip.udpPort() == sip.tcpPort()
        ? ":%d (UDP and TCP)".formatted(sip.udpPort())
        : ":%d (UDP), :%d (TCP)".formatted(sip.udpPort(), sip.tcpPort());
  }

  private static List<String> hosts(AddressSetting setting) {
    return switch (setting) {
      case AddressSetting.Fixed(var address) -> List.of(address.getHostAddress());
      case AddressSetting.Auto _ -> ownAddresses();
    };
  }

  private static List<String> ownAddresses() {
    try {
      var lan =
          NetworkInterface.networkInterfaces()
              .flatMap(NetworkInterface::inetAddresses)
              .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
              .map(InetAddress::getHostAddress)
              .toList();
      return lan.isEmpty() ? List.of(InetAddress.getLoopbackAddress().getHostAddress()) : lan;
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }
}
