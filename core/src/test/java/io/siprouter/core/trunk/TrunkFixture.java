package io.siprouter.core.trunk;

import io.siprouter.config.AppConfig;
import io.siprouter.config.HostPort;
import io.siprouter.config.Secret;
import io.siprouter.core.event.EventBus;
import io.siprouter.core.event.EventSubscription;
import io.siprouter.core.event.ServerEvent.ProviderState;
import io.siprouter.core.loop.SteppedEventLoops;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Trunks on a stepped clock, with a scripted provider at the far end. */
final class TrunkFixture {

  final SteppedEventLoops loops = new SteppedEventLoops();
  final ScriptedProvider peer = new ScriptedProvider(loops);
  private final EventBus bus = new EventBus(loops, loops);
  private final EventSubscription events = bus.subscribe(100);
  private List<InetAddress> addresses = List.of(InetAddress.ofLiteral("198.51.100.1"));

  static AppConfig.Provider provider(String id, String domain, String... numbers) {
    return new AppConfig.Provider(
        id,
        true,
        id,
        HostPort.parse(domain).orElseThrow(),
        AppConfig.Transport.UDP,
        "user-" + id,
        "auth-" + id,
        Secret.of("secret"),
        3600,
        List.of(),
        List.of(numbers),
        true);
  }

  /** Services whose random number is always the least, so that waits are at their shortest. */
  TrunkServices services() {
    return new TrunkServices(
        peer,
        bus,
        loops,
        Runnable::run,
        this::lookUp,
        _ -> io.siprouter.sip.uri.HostPort.of("192.168.1.5", 5060),
        () -> 0);
  }

  Trunk trunk() {
    return new Trunk(provider("carrier", "sip.example.org:5070", "+4930123"), services());
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
      var state = (ProviderState) next.get().event();
      seen.add((state.state() + " " + state.reason()).strip());
    }
    return seen;
  }

  private List<InetAddress> lookUp(String host) throws UnknownHostException {
    if (addresses.isEmpty()) {
      throw new UnknownHostException(host);
    }
    return addresses;
  }
}
