package io.siprouter.core.trunk;

import io.siprouter.config.Provider;
import io.siprouter.core.event.ServerEvent;
import io.siprouter.core.loop.EventLoop;
import io.siprouter.core.sip.Destination;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.core.trunk.TrunkAction.Forget;
import io.siprouter.core.trunk.TrunkAction.LimitPatience;
import io.siprouter.core.trunk.TrunkAction.Report;
import io.siprouter.core.trunk.TrunkAction.Resolve;
import io.siprouter.core.trunk.TrunkAction.ResolveAt;
import io.siprouter.core.trunk.TrunkAction.Rest;
import io.siprouter.core.trunk.TrunkAction.SendProbe;
import io.siprouter.core.trunk.TrunkAction.SendRegister;
import io.siprouter.core.trunk.TrunkAction.SendUnregister;
import io.siprouter.core.trunk.TrunkAction.Wait;
import io.siprouter.core.trunk.TrunkAction.WaitAbout;
import io.siprouter.core.trunk.TrunkAction.WaitForProbe;
import io.siprouter.core.trunk.TrunkInput.Due;
import io.siprouter.core.trunk.TrunkInput.FlowLost;
import io.siprouter.core.trunk.TrunkInput.NetworkChanged;
import io.siprouter.core.trunk.TrunkInput.PatienceEnded;
import io.siprouter.core.trunk.TrunkInput.ProbeDue;
import io.siprouter.core.trunk.TrunkInput.Register;
import io.siprouter.core.trunk.TrunkInput.Unavailable;
import io.siprouter.core.trunk.TrunkInput.Unregister;
import io.siprouter.core.trunk.TrunkState.Failed;
import io.siprouter.core.trunk.TrunkState.Unregistered;
import io.siprouter.sip.message.SipRequest;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Our registration at one provider. Any thread may call it; its own loop {@code trunk-<id>} owns
 * what changes. {@link TrunkMachine} decides what to do. RFC 3261 §10.2.
 */
public final class Trunk implements AutoCloseable {

  private enum Deadline {
    NEXT_ATTEMPT,
    NEXT_PROBE,
    PATIENCE
  }

  private static final Logger log = LoggerFactory.getLogger(Trunk.class);

  /** How far a random wait may be off, to either side. */
  private static final int SPREAD_PERCENT = 20;

  private final TrunkAccount account;
  private final TrunkServices services;
  private final EventLoop<Deadline> loop;
  private final TrunkSignalling signalling;
  private final List<CompletableFuture<Void>> leavers = new ArrayList<>();
  private volatile TrunkState state = new Unregistered();

  public Trunk(Provider provider, TrunkServices services) {
    this.account = TrunkAccount.of(provider);
    this.services = services;
    this.loop = services.loops().start("trunk-" + provider.id(), Deadline.class, this::stumble);
    this.signalling = new TrunkSignalling(account, services, loop, this::take);
  }

  /** The account this trunk registers. */
  public Provider provider() {
    return account.provider();
  }

  public TrunkState state() {
    return state;
  }

  /** What calls need; empty until the provider's address has been found once. */
  public Optional<TrunkLine> line() {
    return signalling.line();
  }

  /** Registers, and from then on keeps the registration alive. Returns at once. */
  public void register() {
    loop.execute(() -> take(new Register()));
  }

  /**
   * Gives the registration up. The future completes on the trunk's loop once the provider has
   * answered or has taken longer than a few seconds.
   */
  public CompletableFuture<Void> unregister() {
    var left = new CompletableFuture<Void>();
    loop.execute(
        () -> {
          leavers.add(left);
          take(new Unregister());
        });
    return left;
  }

  /** Ends the loop without unregistering. */
  @Override
  public void close() {
    loop.close();
  }

  /** Whether an INVITE went to the contact that only this trunk's provider was told. */
  boolean isContactOf(SipRequest invite) {
    return account.isContact(invite.requestUri());
  }

  /** Whether an INVITE is for this account's user or for one of its numbers. */
  boolean isNamedBy(SipRequest invite) {
    return account.isNamedBy(invite.requestUri());
  }

  /** Whether a message came from the very address and port of one of the provider's servers. */
  boolean isAcross(SipFlow source) {
    return servers(source).anyMatch(server -> server.address().equals(source.remote()));
  }

  /**
   * Whether a message came from an address that this provider calls from: a configured one, or that
   * of a server that is known by its address alone and has connected to us, from whatever port.
   */
  boolean isPeer(SipFlow source) {
    var address = source.remote().getAddress();
    return provider().callsFrom(address) || connectsFrom(address, source);
  }

  private boolean connectsFrom(InetAddress address, SipFlow source) {
    return !provider().register()
        && source.transport() != SipTransport.UDP
        && servers(source).anyMatch(server -> server.address().getAddress().equals(address));
  }

  private Stream<Destination> servers(SipFlow source) {
    return line().stream()
        .flatMap(line -> line.ways().stream())
        .map(TrunkLine.Way::destination)
        .filter(server -> server.transport() == source.transport());
  }

  /** A connection has ended, which may be the one that we are registered over. */
  void onClosed(SipFlow flow) {
    loop.execute(
        () -> {
          if (signalling.isAlong(flow)) {
            take(new FlowLost());
          }
        });
  }

  /** Addresses or routes of this machine are not what they were. */
  void networkChanged() {
    loop.execute(() -> take(new NetworkChanged()));
  }

  private void take(TrunkInput input) {
    var step = TrunkMachine.next(state, input);
    state = step.state();
    step.actions().forEach(this::perform);
    if (state instanceof Unregistered) {
      leavers.forEach(left -> left.complete(null));
      leavers.clear();
    }
  }

  private void perform(TrunkAction action) {
    switch (action) {
      case Resolve _ -> signalling.resolve();
      case ResolveAt(var registrar) -> signalling.resolve(registrar);
      case SendRegister _ -> signalling.register();
      case SendUnregister _ -> signalling.unregister();
      case SendProbe _ -> signalling.probe();
      case WaitForProbe _ -> awaitProbe();
      case Forget _ -> signalling.forget();
      case Wait(var delay) -> await(delay);
      case WaitAbout(var delay) -> await(spread(delay));
      case LimitPatience(var delay) ->
          loop.schedule(Deadline.PATIENCE, delay, () -> take(new PatienceEnded()));
      case Rest _ -> rest();
      case Report(var reason) -> report(reason);
    }
  }

  private void await(Duration delay) {
    loop.schedule(Deadline.NEXT_ATTEMPT, delay, () -> take(new Due()));
  }

  private void awaitProbe() {
    if (signalling.isKeptAlive()) {
      var seconds = account.provider().keepAliveSec();
      loop.schedule(Deadline.NEXT_PROBE, Duration.ofSeconds(seconds), () -> take(new ProbeDue()));
    }
  }

  private Duration spread(Duration delay) {
    var percent = services.random().nextInt(100 - SPREAD_PERCENT, 100 + SPREAD_PERCENT + 1);
    return delay.multipliedBy(percent).dividedBy(100);
  }

  private void rest() {
    loop.cancel(Deadline.NEXT_ATTEMPT);
    loop.cancel(Deadline.NEXT_PROBE);
    loop.cancel(Deadline.PATIENCE);
    signalling.forget();
  }

  private void report(String reason) {
    var id = account.provider().id();
    log.atLevel(state instanceof Failed ? Level.WARN : Level.INFO)
        .log("Provider {} is {}: {}", id, state.label(), reason);
    services.events().publish(new ServerEvent.ProviderState(id, state.label(), reason));
    state
        .outcome()
        .ifPresent(
            outcome -> services.events().publish(new ServerEvent.RegState(id, outcome, reason)));
  }

  /** A fault of our own ends the attempt, so that the trunk comes back by itself. */
  private void stumble(RuntimeException fault) {
    log.error(
        "Provider {}: registering failed by a fault of our own", account.provider().id(), fault);
    take(new Unavailable("internal error"));
  }
}
