package io.siprouter.core.dns;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Cache;
import org.xbill.DNS.NAPTRRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.hosts.HostsFileParser;
import org.xbill.DNS.lookup.LookupResult;
import org.xbill.DNS.lookup.LookupSession;

/** The questions of one search, answered by the cache, the hosts file or name servers. */
final class DnsRecords implements Records {

  private static final Logger log = LoggerFactory.getLogger(DnsRecords.class);

  private final LookupSession session;
  private final Executor work;

  DnsRecords(NameServers servers, Cache cache, HostsFileParser hosts, Executor work) {
    this.work = work;
    this.session =
        LookupSession.builder()
            .resolver(servers.resolver())
            .searchPath(servers.searchPath())
            .ndots(servers.dots())
            .hostsFileParser(hosts)
            .cache(cache)
            .executor(work)
            .build();
  }

  @Override
  public CompletableFuture<List<Naptr>> naptr(String domain) {
    return ask(absolute(domain), Type.NAPTR, NAPTRRecord.class, DnsRecords::of);
  }

  @Override
  public CompletableFuture<List<Srv>> srv(String name) {
    return ask(absolute(name), Type.SRV, SRVRecord.class, DnsRecords::of);
  }

  @Override
  public CompletableFuture<List<InetAddress>> addresses(String host) {
    var four = ask(host, Type.A, ARecord.class, ARecord::getAddress);
    var six = ask(host, Type.AAAA, AAAARecord.class, AAAARecord::getAddress);
    return four.thenCombine(
        six, (first, last) -> Stream.concat(first.stream(), last.stream()).toList());
  }

  private <R extends Record, T> CompletableFuture<List<T>> ask(
      String name, int type, Class<R> kind, Function<R, T> read) {
    try {
      return session
          .lookupAsync(Name.fromString(name), type)
          .toCompletableFuture()
          .thenApplyAsync(result -> records(result, kind).map(read).toList(), work)
          .exceptionally(fault -> nothing(name, type, fault));
    } catch (TextParseException e) {
      return CompletableFuture.completedFuture(nothing(name, type, e));
    }
  }

  private static <R extends Record> Stream<R> records(LookupResult result, Class<R> kind) {
    return result.getRecords().stream().filter(kind::isInstance).map(kind::cast);
  }

  private static <T> List<T> nothing(String name, int type, Throwable fault) {
    log.debug("No {} of {}: {}", Type.string(type), name, fault.toString());
    return List.of();
  }

  private static Naptr of(NAPTRRecord record) {
    return new Naptr(
        record.getOrder(),
        record.getPreference(),
        record.getFlags(),
        record.getService(),
        record.getReplacement().toString());
  }

  private static Srv of(SRVRecord record) {
    var target = record.getTarget().equals(Name.root) ? "" : record.getTarget().toString();
    return new Srv(record.getPriority(), record.getWeight(), record.getPort(), target);
  }

  private static String absolute(String name) {
    return name.endsWith(".") ? name : name + ".";
  }
}
