package io.siprouter.core.trunk;

import io.siprouter.core.dns.Location;
import io.siprouter.core.dns.ServerName;
import io.siprouter.core.sip.Destination;
import io.siprouter.core.sip.ExchangeEvent;
import io.siprouter.core.sip.Failure;
import io.siprouter.core.sip.OutboundRequest;
import io.siprouter.core.sip.RequestFilter;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.core.trunk.TrunkInput.Accepted;
import io.siprouter.core.trunk.TrunkInput.AcceptedElsewhere;
import io.siprouter.core.trunk.TrunkInput.NextServer;
import io.siprouter.core.trunk.TrunkInput.Resolved;
import io.siprouter.core.trunk.TrunkInput.SeenElsewhere;
import io.siprouter.core.trunk.TrunkInput.ServerLost;
import io.siprouter.core.trunk.TrunkInput.Unavailable;
import io.siprouter.core.trunk.TrunkPaths.Path;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import io.siprouter.sip.uri.SipUri;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Finds a provider and exchanges REGISTERs and OPTIONS with it: the hands of a {@link Trunk}.
 * Trunk's loop only, but for {@link #line}. One REGISTER or look-up is under way at a time, and
 * only its outcome is told.
 */
final class TrunkSignalling {

  /** How often a static trunk that is not probed looks its provider up. */
  private static final Duration LOOK_UP_PERIOD = Duration.ofMinutes(5);

  private static final int UNAVAILABLE = 503;

  private final TrunkAccount account;
  private final TrunkServices services;
  private final Executor loop;
  private final Consumer<TrunkInput> inputs;
  private final RegisterExchange exchange;
  private final Probes probes;
  private final TrunkPaths paths;
  private final RequestFilter headers;
  private SipUri registrar;
  private int underWay;
  private int probing;
  private boolean asking;

  /**
   * @param loop the trunk's
   * @param inputs told on {@code loop} how each thing went
   */
  TrunkSignalling(
      TrunkAccount account, TrunkServices services, Executor loop, Consumer<TrunkInput> inputs) {
    this.account = account;
    this.services = services;
    this.loop = loop;
    this.inputs = inputs;
    this.exchange = new RegisterExchange(account);
    this.probes = new Probes(account);
    this.paths = new TrunkPaths(account, services, way -> loop.execute(() -> callLost(way)));
    this.registrar = account.registrar();
    this.headers = services.headers().apply(account.provider());
  }

  /** The ways to the provider; empty until it has been found once. Any thread. */
  Optional<TrunkLine> line() {
    return paths.line();
  }

  /** Looks the provider up. */
  void resolve() {
    registrar = account.registrar();
    locate(account.server());
  }

  /** Looks up where the provider sent us. */
  void resolve(SipUri elsewhere) {
    registrar = elsewhere.withParams(account.registrar().params());
    locate(ServerName.of(elsewhere));
  }

  private void locate(ServerName name) {
    var ticket = ++underWay;
    services.locator().locate(name, location -> tell(ticket, () -> located(location)));
  }

  /** A name server that fails does not make us forget what it said before. */
  private TrunkInput located(Location location) {
    return switch (location) {
      case Location.Found(var servers) -> {
        paths.found(servers);
        yield new Resolved();
      }
      case Location.NotFound(var reason) ->
          paths.foundNothingNew() ? new Resolved() : new Unavailable(reason);
    };
  }

  /** Registers; where we are not to, asks whether the provider is there. */
  void register() {
    var to = paths.current();
    if (account.provider().register()) {
      send(exchange.register(registrar, account.contactAt(to.point())), this::accepted);
    } else if (account.isAsked()) {
      send(probes.options(), this::present);
    } else {
      tell(++underWay, () -> new Accepted(LOOK_UP_PERIOD));
    }
  }

  void unregister() {
    if (exchange.isKnown()) {
      send(exchange.unregister(registrar), (_, _) -> new Accepted(Duration.ZERO));
    } else {
      tell(++underWay, () -> new Accepted(Duration.ZERO));
    }
  }

  /** Drops the outcome of what is under way. */
  void forget() {
    underWay++;
    probing++;
    asking = false;
  }

  /** Reads a response that a server did not mean as a failure. */
  @FunctionalInterface
  private interface Reader {
    TrunkInput read(SipResponse response, Path to);
  }

  private void send(SipRequest request, Reader success) {
    var to = paths.current();
    var ticket = ++underWay;
    if (services.ownAddress().leadsTo(to.destination())) {
      exchange(
          to, request, paths.destination(), event -> tell(ticket, () -> read(event, to, success)));
    } else {
      var reason = "no way leads to " + to.destination().address();
      tell(ticket, () -> failed(reason, Duration.ZERO));
    }
  }

  private void exchange(
      Path to, SipRequest request, Destination way, Consumer<ExchangeEvent> events) {
    var contact = account.contactAt(to.point());
    var written = headers.apply(request);
    var outbound = new OutboundRequest(written, contact, way, account.credentials());
    services.agent().send(outbound, events);
  }

  private void tell(int ticket, Supplier<TrunkInput> outcome) {
    loop.execute(
        () -> {
          if (ticket == underWay) {
            inputs.accept(outcome.get());
          }
        });
  }

  private TrunkInput read(ExchangeEvent event, Path to, Reader success) {
    return switch (event) {
      case ExchangeEvent.Failed(var failure, var detail) -> {
        dropIfSilent(failure, to);
        yield failed(detail, Duration.ZERO);
      }
      case ExchangeEvent.Final(var response, _) when response.status() == UNAVAILABLE ->
          failed(UNAVAILABLE + " " + response.reason(), RegisterExchange.pause(response));
      case ExchangeEvent.Final(var response, _) when isSuccess(response) ->
          success.read(response, to);
      case ExchangeEvent.Final(var response, _) -> exchange.refused(response);
    };
  }

  /** OPTIONS may be refused: whoever refuses is there. */
  private boolean isSuccess(SipResponse response) {
    return response.isSuccess() || !account.provider().register();
  }

  private TrunkInput failed(String reason, Duration pause) {
    return paths.failed(pause) ? new NextServer() : new Unavailable(reason, pause);
  }

  private TrunkInput accepted(SipResponse response, Path to) {
    paths.succeeded();
    var refresh = exchange.accepted(response, account.contactAt(to.point()));
    return paths.learn(to, response.topVia())
        ? new AcceptedElsewhere(refresh)
        : new Accepted(refresh);
  }

  private TrunkInput present(SipResponse response, Path to) {
    paths.succeeded();
    paths.learn(to, response.topVia());
    return new Accepted(Duration.ofSeconds(account.provider().keepAliveSec()));
  }

  /** A connection that swallows requests may be half of one only. */
  private void dropIfSilent(Failure failure, Path to) {
    if (failure == Failure.TIMEOUT) {
      services.flows().drop(to.destination());
    }
  }

  /** Whether a flow is the one to the server that is taken now. */
  boolean isAlong(SipFlow flow) {
    return line().isPresent() && flow.hop().equals(paths.current().destination().hop());
  }

  /** Whether {@link #probe} is to be called; asking is all that a static trunk does anyway. */
  boolean isKeptAlive() {
    var provider = account.provider();
    return provider.keepAliveSec() > 0 && (provider.register() || !account.isAsked());
  }

  /** Keeps the way to the server open, and asks it whether it is there, one question at a time. */
  void probe() {
    var to = paths.current();
    if (!account.isAsked() || to.destination().transport() != SipTransport.UDP) {
      services.flows().ping(to.destination());
    }
    if (account.isAsked() && !asking) {
      asking = true;
      var ticket = ++probing;
      var within = to.destination().withPatience(TrunkPaths.PATIENCE);
      exchange(
          to, probes.options(), within, event -> loop.execute(() -> probed(ticket, event, to)));
    }
  }

  private void probed(int ticket, ExchangeEvent event, Path to) {
    if (ticket != probing) {
      return;
    }
    asking = false;
    if (to.equals(paths.current())) {
      hint(event, to).ifPresent(inputs);
    }
  }

  private Optional<TrunkInput> hint(ExchangeEvent event, Path to) {
    if (event instanceof ExchangeEvent.Final(var response, _) && Probes.isAlive(response)) {
      probes.answeredBy(to.destination());
      return paths.learn(to, response.topVia())
          ? Optional.of(new SeenElsewhere())
          : Optional.empty();
    }
    if (probes.areAnsweredBy(to.destination())) {
      services.flows().drop(to.destination());
      paths.avoid(to.destination());
      return Optional.of(new ServerLost());
    }
    return Optional.empty();
  }

  private void callLost(Destination way) {
    var server = way.withPatience(null);
    paths.avoid(server);
    if (paths.isCurrent(server)) {
      inputs.accept(new ServerLost());
    }
  }
}
