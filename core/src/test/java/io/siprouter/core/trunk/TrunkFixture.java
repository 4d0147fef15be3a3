package io.siprouter.core.trunk;

import io.siprouter.config.ConfigException;
import io.siprouter.config.ConfigLoader;
import io.siprouter.config.Provider;
import io.siprouter.core.dns.Location;
import io.siprouter.core.dns.ServerName;
import io.siprouter.core.event.EventBus;
import io.siprouter.core.event.EventSubscription;
import io.siprouter.core.event.ServerEvent.ProviderState;
import io.siprouter.core.loop.SteppedEventLoops;
import io.siprouter.core.sip.Destination;
import io.siprouter.core.sip.RecordedFlows;
import io.siprouter.core.sip.RequestFilter;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.sip.uri.HostPort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Trunks on a stepped clock, with a scripted provider at the far end. */
final class TrunkFixture {

  static final TlsClients NO_TLS =
      provider -> {
        throw new AssertionError("no TLS for " + provider.id());
      };

  final SteppedEventLoops loops = new SteppedEventLoops();
  final ScriptedProvider peer = new ScriptedProvider(loops);
  final RecordedFlows flows = new RecordedFlows();
  private final EventBus bus = new EventBus(loops, loops);
  private final EventSubscription events = bus.subscribe(100);
  private SipTransport preferred = SipTransport.UDP;
  private boolean reachable = true;
  private String ownAddress = "192.168.1.5";
  private List<InetAddress> addresses = List.of(InetAddress.ofLiteral("198.51.100.1"));

  /**
   * A provider with this configuration beside its id, domain and account.
   *
   * @param more as JSON with single quotes
   */
  static Provider provider(String id, String domain, String more) {
    var json =
        """
        {'providers': [{
          'id': '%1$s', 'domain': '%2$s', 'username': 'user-%1$s', 'authUsername': 'auth-%1$s',
          'password': 'secret', 'registerIntervalSec': 3600 %3$s
        }]}
        """
            .formatted(id, domain, more.isEmpty() ? "" : ", " + more);
    try {
      return ConfigLoader.parse(json.replace('\'', '"')).providers().getFirst();
    } catch (ConfigException e) {
      throw new AssertionError(e);
    }
  }

  /** Services whose random number is always the least, so that waits are at their shortest. */
  TrunkServices services() {
    return new TrunkServices(
        peer,
        bus,
        loops,
        loops,
        Runnable::run,
        this::locate,
        new OwnAddress() {
          @Override
          public HostPort towards(Destination destination) {
            return HostPort.of(reachable ? ownAddress : "127.0.0.1", 5060);
          }

          @Override
          public boolean leadsTo(Destination destination) {
            return reachable;
          }
        },
        () -> new NetworkView(Set.of(InetAddress.ofLiteral(ownAddress)), Set.of()),
        () -> 0,
        NO_TLS,
        _ -> RequestFilter.NONE,
        flows);
  }

  /** A trunk that never probes. */
  Trunk trunk() {
    return trunk("'keepAliveSec': 0, 'numbers': ['+4930123']");
  }

  Trunk trunk(String more) {
    return new Trunk(provider("carrier", "sip.example.org:5070", more), services());
  }

  /** Over which transport the provider wants to be asked by who may choose. */
  void dnsPrefers(SipTransport transport) {
    preferred = transport;
  }

  /** Whether any way leads to the provider from now on. */
  void isReachable(boolean wish) {
    reachable = wish;
  }

  /** This machine's address from now on. */
  void movesTo(String literal) {
    ownAddress = literal;
  }

  /** What the provider's name leads to from now on; nothing for a name that does not exist. */
  void dnsSays(String... literals) {
    addresses = Arrays.stream(literals).map(InetAddress::ofLiteral).toList();
  }

  List<String> states() throws InterruptedException {
    loops.settle();
    var seen = new ArrayList<String>();
    for (var next = events.next(Duration.ZERO);
        next.isPresent();
        next = events.next(Duration.ZERO)) {
      if (next.get().event() instanceof ProviderState(_, var state, var reason)) {
        seen.add((state + " " + reason).strip());
      }
    }
    return seen;
  }

  private void locate(ServerName name, Consumer<Location> then) {
    then.accept(
        addresses.isEmpty()
            ? new Location.NotFound("no address for " + name.hostPort().host())
            : new Location.Found(addresses.stream().map(address -> found(address, name)).toList()));
  }

  private Destination found(InetAddress address, ServerName name) {
    return name.transport() == null
        ? new Destination(preferred, at(address, name).address())
        : at(address, name);
  }

  static Destination at(InetAddress address, ServerName name) {
    var port = name.hostPort().port().orElse(5060);
    return new Destination(SipTransport.UDP, new InetSocketAddress(address, port));
  }
}
