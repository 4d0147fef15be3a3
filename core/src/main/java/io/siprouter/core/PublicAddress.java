package io.siprouter.core;

import io.siprouter.core.call.OwnAddresses;
import io.siprouter.core.sip.Destination;
import io.siprouter.core.trunk.OwnAddress;
import io.siprouter.sip.uri.HostPort;
import java.net.InetAddress;
import java.util.Optional;

/**
 * What providers are told until they show us another address. Immutable.
 *
 * @param configured the public address; empty: the one that this machine uses towards them
 */
record PublicAddress(Optional<InetAddress> configured, OwnAddresses own) implements OwnAddress {

  @Override
  public HostPort towards(Destination destination) {
    var here = own.towards(destination);
    return configured
        .map(address -> new HostPort(OwnAddresses.host(address), here.port()))
        .orElse(here);
  }

  @Override
  public boolean leadsTo(Destination destination) {
    return own.leadsTo(destination);
  }
}
