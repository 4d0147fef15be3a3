package io.siprouter.core.trunk;

import io.siprouter.core.dns.Location;
import io.siprouter.core.sip.Destination;
import io.siprouter.core.sip.ExchangeEvent;
import io.siprouter.core.sip.OutboundRequest;
import io.siprouter.core.trunk.TrunkInput.Accepted;
import io.siprouter.core.trunk.TrunkInput.AcceptedElsewhere;
import io.siprouter.core.trunk.TrunkInput.Resolved;
import io.siprouter.core.trunk.TrunkInput.Unavailable;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds a provider and exchanges REGISTERs with it: the hands of a {@link Trunk}. Trunk's loop
 * only, but for {@link #line}. One thing is under way at a time, and only its outcome is told.
 */
final class TrunkSignalling {

  /** How provider and trunk reach each other. */
  private record Path(Destination destination, ContactPoint point) {}

  private final TrunkAccount account;
  private final TrunkServices services;
  private final Executor loop;
  private final Consumer<TrunkInput> outcomes;
  private final RegisterExchange exchange;
  private volatile @Nullable Path path;
  private int lookups;
  private int underWay;

  /**
   * @param loop the trunk's
   * @param outcomes told on {@code loop} how each thing went
   */
  TrunkSignalling(
      TrunkAccount account, TrunkServices services, Executor loop, Consumer<TrunkInput> outcomes) {
    this.account = account;
    this.services = services;
    this.loop = loop;
    this.outcomes = outcomes;
    this.exchange = new RegisterExchange(account);
  }

  /** The way to the provider; empty until it has been found once. Any thread. */
  Optional<TrunkLine> line() {
    return Optional.ofNullable(path).map(at -> account.line(at.point(), at.destination()));
  }

  /** Looks the provider up; where it has several servers, each time takes the next one. */
  void resolve() {
    var ticket = ++underWay;
    services.locator().locate(account.server(), location -> tell(ticket, () -> located(location)));
  }

  void register() {
    var to = known();
    send(to, exchange.register(account.contactAt(to.point())));
  }

  void unregister() {
    send(known(), exchange.unregister());
  }

  /** Drops the outcome of what is under way. */
  void forget() {
    underWay++;
  }

  private TrunkInput located(Location location) {
    return switch (location) {
      case Location.Found(var servers) -> resolved(servers);
      case Location.NotFound(var reason) -> new Unavailable(reason);
    };
  }

  private TrunkInput resolved(List<Destination> servers) {
    var server = servers.get(lookups++ % servers.size());
    path = new Path(server, pointTowards(server));
    return new Resolved();
  }

  /** What the provider taught us about ourselves outlives a new look-up. */
  private ContactPoint pointTowards(Destination destination) {
    var own = services.ownAddress().towards(destination);
    var before = path;
    return before != null && before.point().own().equals(own)
        ? before.point()
        : ContactPoint.of(account.transport(), own);
  }

  private void send(Path to, SipRequest register) {
    var ticket = ++underWay;
    var contact = account.contactAt(to.point());
    services
        .agent()
        .send(
            new OutboundRequest(register, contact, to.destination(), account.credentials()),
            event -> tell(ticket, () -> read(event, to)));
  }

  private void tell(int ticket, Supplier<TrunkInput> outcome) {
    loop.execute(
        () -> {
          if (ticket == underWay) {
            outcomes.accept(outcome.get());
          }
        });
  }

  private TrunkInput read(ExchangeEvent event, Path to) {
    return switch (event) {
      case ExchangeEvent.Failed(_, var detail) -> new Unavailable(detail);
      case ExchangeEvent.Final(var response, _) when response.isSuccess() -> accepted(response, to);
      case ExchangeEvent.Final(var response, _) -> exchange.refused(response);
    };
  }

  private TrunkInput accepted(SipResponse response, Path to) {
    var granted = exchange.accepted(response, account.contactAt(to.point()));
    var seen = to.point().seenThrough(response.topVia());
    if (seen.equals(to.point())) {
      return new Accepted(granted);
    }
    path = new Path(to.destination(), seen);
    return new AcceptedElsewhere(granted);
  }

  private Path known() {
    var known = path;
    if (known == null) {
      throw new IllegalStateException("nothing is sent before the provider has been found");
    }
    return known;
  }
}
