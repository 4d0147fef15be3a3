package io.siprouter.core.dns;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.xbill.DNS.Name;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.config.ResolvConfResolverConfigProvider;

/**
 * Whom to ask, and how names are completed.
 *
 * @param servers asked in this order
 * @param searchPath domains that a name without enough dots is tried in
 * @param dots how many dots are enough to try a name as it is first
 */
record NameServers(List<InetSocketAddress> servers, List<Name> searchPath, int dots) {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** The configured servers, else those of the system. Reads a file: {@code work-*} only. */
  static NameServers of(List<InetSocketAddress> configured) {
    var system = new ResolvConfResolverConfigProvider();
    system.initialize();
    return new NameServers(
        configured.isEmpty() ? system.servers() : configured, system.searchPaths(), system.ndots());
  }

  Resolver resolver() {
    return new FrugalResolver(servers.stream().map(NameServers::resolver).toList());
  }

  private static Resolver resolver(InetSocketAddress server) {
    var resolver = new SimpleResolver(server);
    resolver.setTimeout(PATIENCE);
    return resolver;
  }
}
