package io.siprouter.core.dns;

import io.siprouter.core.dns.Location.Found;
import io.siprouter.core.dns.Location.NotFound;
import io.siprouter.core.sip.Destination;
import io.siprouter.core.sip.transport.SipTransport;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * One search for the servers of a name: which questions are asked in which order, and what the
 * answers mean. RFC 3263 §4.1 and §4.2.
 */
final class Search {

  /** More than any honest domain has in use. */
  private static final int MAX_SERVERS = 10;

  private final Records records;
  private final RandomGenerator random;

  Search(Records records, RandomGenerator random) {
    this.records = records;
    this.random = random;
  }

  /** The place of an address literal, for which nobody has to be asked. */
  static Optional<Location> literal(ServerName name) {
    try {
      var host = name.hostPort().host();
      var server = host(name, host).at(InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")));
      return Optional.of(new Found(List.of(server)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  CompletableFuture<Location> of(ServerName name) {
    return endpoints(name).thenCompose(this::addresses).thenApply(found -> location(name, found));
  }

  private static Location location(ServerName name, List<Destination> found) {
    return found.isEmpty() ? new NotFound("no address for " + name) : new Found(found);
  }

  private CompletableFuture<List<Endpoint>> endpoints(ServerName name) {
    var domain = name.hostPort().host();
    if (name.hostPort().port().isPresent()) {
      return CompletableFuture.completedFuture(List.of(host(name, domain)));
    }
    var services =
        name.transport() == null ? preferred(domain) : srv(Service.over(name.transport()), domain);
    return services.thenApply(found -> found.orElseGet(() -> List.of(host(name, domain))));
  }

  /** UDP where nothing says otherwise. */
  private static Endpoint host(ServerName name, String host) {
    var service = Service.over(name.transport() == null ? SipTransport.UDP : name.transport());
    var port = name.hostPort().port();
    return port.isPresent() ? service.at(host, port.getAsInt()) : service.at(host);
  }

  /** The services as the domain prefers them; empty where it does not say. */
  private CompletableFuture<Optional<List<Endpoint>>> preferred(String domain) {
    return records
        .naptr(domain)
        .thenApply(Naptr::usable)
        .thenCompose(naptrs -> naptrs.isEmpty() ? anyService(domain) : follow(naptrs));
  }

  private CompletableFuture<Optional<List<Endpoint>>> follow(List<Naptr> naptrs) {
    return joined(
        naptrs.stream()
            .map(naptr -> targets(Service.of(naptr).orElseThrow(), naptr.replacement()))
            .toList());
  }

  private CompletableFuture<Optional<List<Endpoint>>> anyService(String domain) {
    return joined(Service.PLAIN.stream().map(service -> srv(service, domain)).toList());
  }

  private CompletableFuture<Optional<List<Endpoint>>> srv(Service service, String domain) {
    return targets(service, service.srvName(domain));
  }

  /** Empty where there are no records; without a target where the service is declined. */
  private CompletableFuture<Optional<List<Endpoint>>> targets(Service service, String name) {
    return records
        .srv(name)
        .thenApply(
            found ->
                found.isEmpty()
                    ? Optional.empty()
                    : Optional.of(endpoints(service, Srv.inOrder(found, random))));
  }

  private static List<Endpoint> endpoints(Service service, List<Srv> inOrder) {
    return inOrder.stream()
        .filter(record -> !record.target().isEmpty())
        .map(record -> service.at(record.target(), record.port()))
        .toList();
  }

  private static CompletableFuture<Optional<List<Endpoint>>> joined(
      List<CompletableFuture<Optional<List<Endpoint>>>> parts) {
    return all(parts)
        .thenApply(
            found ->
                found.stream()
                    .flatMap(Optional::stream)
                    .reduce((one, next) -> Stream.concat(one.stream(), next.stream()).toList()));
  }

  private CompletableFuture<List<Destination>> addresses(List<Endpoint> endpoints) {
    Function<Endpoint, CompletableFuture<List<Destination>>> find =
        endpoint ->
            records
                .addresses(endpoint.host())
                .thenApply(found -> found.stream().map(endpoint::at).toList());
    return all(endpoints.stream().limit(MAX_SERVERS).map(find).toList())
        .thenApply(
            found -> found.stream().flatMap(List::stream).distinct().limit(MAX_SERVERS).toList());
  }

  /** Waits for all parts, keeping their order. */
  private static <T> CompletableFuture<List<T>> all(List<CompletableFuture<T>> parts) {
    return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
        .thenApply(_ -> parts.stream().map(CompletableFuture::join).toList());
  }
}
