package io.siprouter.control.tls;

import static java.util.stream.Collectors.toCollection;

import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What this server is called by those who open its pages. Immutable.
 *
 * @param names of hosts, in lower case
 * @param addresses as text, without a zone
 */
public record ServedNames(SortedSet<String> names, SortedSet<String> addresses) {

  public ServedNames {
    names = new TreeSet<>(names);
    addresses = new TreeSet<>(addresses);
  }

  /**
   * Those of this machine.
   *
   * @param configured further names and addresses
   */
  public static ServedNames ofThisMachine(Collection<String> configured) {
    var names = new TreeSet<>(Set.of("localhost"));
    hostName(names);
    var addresses = new TreeSet<String>();
    try {
      NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .map(ServedNames::text)
          .forEach(addresses::add);
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
    configured.stream()
        .filter(ServedNames::isAddress)
        .map(ServedNames::literal)
        .forEach(addresses::add);
    configured.stream()
        .filter(name -> !isAddress(name))
        .map(ServedNames::lower)
        .forEach(names::add);
    return new ServedNames(names, addresses);
  }

  private static void hostName(Set<String> names) {
    try {
      var full = lower(InetAddress.getLocalHost().getHostName());
      if (full.matches("[a-z0-9.-]+") && !isAddress(full)) {
        var host = full.split("\\.", 2)[0];
        names.addAll(List.of(full, host, host + ".local"));
      }
    } catch (UnknownHostException _) {
      names.add("siprouter.local");
    }
  }

  /** Where people may open the pages: an address that others reach. */
  public String forPeople() {
    return addresses.stream()
        .filter(text -> InetAddress.ofLiteral(text) instanceof Inet4Address)
        .filter(text -> !text.startsWith("127."))
        .findFirst()
        .orElse("localhost");
  }

  /** Those that pass. */
  ServedNames filter(Predicate<String> name, Predicate<String> address) {
    return new ServedNames(
        names.stream().filter(name).collect(toCollection(TreeSet::new)),
        addresses.stream().filter(address).collect(toCollection(TreeSet::new)));
  }

  /** All of them. */
  SortedSet<String> all() {
    var all = new TreeSet<>(names);
    all.addAll(addresses);
    return all;
  }

  /** Whether a text is an IP address. */
  public static boolean isAddress(String text) {
    try {
      var _ = InetAddress.ofLiteral(text);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static String literal(String text) {
    return text(InetAddress.ofLiteral(text));
  }

  private static String text(InetAddress address) {
    var text = address.getHostAddress();
    int zone = text.indexOf('%');
    return zone < 0 ? text : text.substring(0, zone);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
