package io.siprouter.control.tls;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;

/**
 * What an authority may sign for: names and addresses of local networks, and what this server was
 * called when it was made. Whoever steals its key can pretend to be nobody else. RFC 5280
 * §4.2.1.10.
 */
final class AuthorityScope {

  private static final List<String> LOCAL_NAMES =
      List.of("localhost", "local", "lan", "home.arpa", "internal", "fritz.box");
  private static final List<String> LOCAL_NETWORKS =
      List.of(
          "10.0.0.0/8",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "::1/128",
          "fc00::/7",
          "fe80::/10");

  private final Set<String> names;
  private final Set<String> networks;

  private AuthorityScope(Set<String> names, Set<String> networks) {
    this.names = names;
    this.networks = networks;
  }

  static AuthorityScope of(ServedNames served) {
    var networks = new TreeSet<>(LOCAL_NETWORKS);
    served.addresses().stream()
        .map(address -> address + (address.contains(":") ? "/128" : "/32"))
        .forEach(networks::add);
    var names = new TreeSet<>(LOCAL_NAMES);
    names.addAll(served.names());
    return new AuthorityScope(names, networks);
  }

  NameConstraints constraints() {
    var permitted =
        Stream.concat(
                names.stream().map(AuthorityScope::name),
                networks.stream().map(net -> new GeneralName(GeneralName.iPAddress, net)))
            .map(GeneralSubtree::new)
            .toArray(GeneralSubtree[]::new);
    return new NameConstraints(permitted, new GeneralSubtree[0]);
  }

  /** Whether constraints let an authority sign for a name. */
  static boolean permits(NameConstraints constraints, GeneralName name) {
    return Stream.of(constraints.getPermittedSubtrees())
        .map(GeneralSubtree::getBase)
        .filter(base -> base.getTagNo() == name.getTagNo())
        .anyMatch(
            base ->
                name.getTagNo() == GeneralName.dNSName
                    ? isBelow(base.getName().toString(), name.getName().toString())
                    : isIn(octets(base), octets(name)));
  }

  private static boolean isBelow(String base, String name) {
    return name.equals(base) || name.endsWith("." + base);
  }

  private static byte[] octets(GeneralName name) {
    return ASN1OctetString.getInstance(name.getName()).getOctets();
  }

  /**
   * @param network address and mask, one after the other
   */
  private static boolean isIn(byte[] network, byte[] address) {
    if (network.length != 2 * address.length) {
      return false;
    }
    for (int i = 0; i < address.length; i++) {
      if ((address[i] & network[address.length + i]) != network[i]) {
        return false;
      }
    }
    return true;
  }

  static GeneralName name(String text) {
    return new GeneralName(GeneralName.dNSName, text);
  }

  /** Of an address as text. */
  static GeneralName address(String text) {
    return new GeneralName(
        GeneralName.iPAddress, new DEROctetString(InetAddress.ofLiteral(text).getAddress()));
  }
}
