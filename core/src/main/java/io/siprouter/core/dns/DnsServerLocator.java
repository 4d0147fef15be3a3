package io.siprouter.core.dns;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.xbill.DNS.Cache;
import org.xbill.DNS.DClass;
import org.xbill.DNS.hosts.HostsFileParser;

/**
 * Finds servers by DNS and remembers the answers, also negative ones, for as long as the domain
 * allows. Any thread; what may wait runs on {@code work-*}.
 */
public final class DnsServerLocator implements ServerLocator {

  private static final int MAX_REMEMBERED = 2_000;
  private static final int LONGEST_S = 86_400;
  private static final int LONGEST_NEGATIVE_S = 300;

  private final List<InetSocketAddress> servers;
  private final Executor work;
  private final RandomGenerator random;
  private final HostsFileParser hosts = new HostsFileParser();
  private final Cache cache = new Cache(DClass.IN);

  /**
   * @param servers name servers to ask; none: those of the system, read anew for every search
   * @param work runs what may wait, on {@code work-*} threads
   * @param random draws among servers of equal priority
   */
  public DnsServerLocator(List<InetSocketAddress> servers, Executor work, RandomGenerator random) {
    this.servers = List.copyOf(servers);
    this.work = work;
    this.random = random;
    cache.setMaxEntries(MAX_REMEMBERED);
    cache.setMaxCache(LONGEST_S);
    cache.setMaxNCache(LONGEST_NEGATIVE_S);
  }

  @Override
  public void locate(ServerName name, Consumer<Location> then) {
    Search.literal(name).ifPresentOrElse(then, () -> search(name, then));
  }

  private void search(ServerName name, Consumer<Location> then) {
    var _ =
        CompletableFuture.supplyAsync(this::newSearch, work)
            .thenCompose(search -> search.of(name))
            .exceptionally(fault -> new Location.NotFound("cannot look up " + name + ": " + fault))
            .thenAcceptAsync(then, work);
  }

  private Search newSearch() {
    return new Search(new DnsRecords(NameServers.of(servers), cache, hosts, work), random);
  }
}
