package io.siprouter.core.trunk;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a host. May wait, so it is called on {@code work-*} threads only. */
@FunctionalInterface
public interface HostLookup {

  /** The addresses of a name or an address literal, best first, at least one. */
  List<InetAddress> addresses(String host) throws UnknownHostException;

  /** A and AAAA records as the operating system finds them. */
  static HostLookup system() {
    return host -> List.of(InetAddress.getAllByName(host));
  }
}
