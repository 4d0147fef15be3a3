package io.siprouter.control.doctor;

import static io.siprouter.control.doctor.Finding.fault;
import static io.siprouter.control.doctor.Finding.ok;
import static io.siprouter.control.doctor.Finding.skipped;
import static io.siprouter.control.doctor.Finding.warning;

import io.siprouter.config.AddressSetting;
import io.siprouter.config.Server;
import io.siprouter.core.trunk.NetworkView;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Which addresses this machine has, and which of them others are told. */
final class AddressCheckup implements Checkup {

  private static final String LAN = "address in the house";
  private static final String PUBLIC = "public address";

  @Override
  public String subject() {
    return "addresses";
  }

  @Override
  public List<Finding> look(Patient patient) {
    if (patient.config().isEmpty()) {
      return List.of(skipped(subject(), "there is no valid configuration"));
    }
    var server = patient.config().get().server();
    var network = NetworkView.now();
    return List.of(machine(network), lan(server, network), told(server));
  }

  private Finding machine(NetworkView network) {
    return network.addresses().isEmpty()
        ? fault(
            subject(),
            "this machine is in no network",
            "connect it, and look at `ip address`; only programs of this machine can call")
        : ok(subject(), text(network.addresses()));
  }

  private static Finding lan(Server server, NetworkView network) {
    return switch (server.lanAddress()) {
      case AddressSetting.Fixed(var address) -> fixed(address);
      case AddressSetting.Auto _ -> automatic(network);
    };
  }

  private static Finding fixed(InetAddress address) {
    var text = address.getHostAddress();
    return isOurs(address)
        ? ok(LAN, text + ", as server.lanAddress says: phones and providers reach no other")
        : fault(
            LAN,
            "server.lanAddress is " + text + ", which this machine does not have",
            "set it to \"auto\", or to one of the addresses above");
  }

  private static boolean isOurs(InetAddress address) {
    try {
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException _) {
      return false;
    }
  }

  private static Finding automatic(NetworkView network) {
    long networks = network.addresses().stream().filter(Inet4Address.class::isInstance).count();
    var out = network.waysOut().isEmpty() ? "none" : text(network.waysOut());
    if (network.waysOut().isEmpty()) {
      return warning(
          LAN,
          "there is no default route: only phones in this machine's own networks are reached",
          "`ip route add default via ROUTER` if calls are to leave the house");
    }
    return networks > 1
        ? warning(
            LAN,
            "each peer is told the address on the way to it; towards the world that is " + out,
            "nothing, unless phones have no sound: then set server.lanAddress to theirs")
        : ok(LAN, out);
  }

  private static Finding told(Server server) {
    return switch (server.publicAddress()) {
      case AddressSetting.Fixed(var address) ->
          ok(PUBLIC, address.getHostAddress() + ", as server.publicAddress says");
      case AddressSetting.Auto _ ->
          ok(PUBLIC, "learned from each provider's answers, see the providers below");
    };
  }

  private static String text(Collection<InetAddress> addresses) {
    return addresses.stream()
        .map(InetAddress::getHostAddress)
        .map(text -> text.replaceFirst("%.*", ""))
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
