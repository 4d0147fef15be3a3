package io.siprouter.core.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.dns.Location;
import io.siprouter.core.dns.ServerName;
import io.siprouter.core.event.EventBus;
import io.siprouter.core.event.ServerEvent.RegState;
import io.siprouter.core.loop.EventLoops;
import io.siprouter.core.sip.DialogEvent;
import io.siprouter.core.sip.ExchangeEvent;
import io.siprouter.core.sip.OutboundDialog;
import io.siprouter.core.sip.OutboundInvite;
import io.siprouter.core.sip.OutboundRequest;
import io.siprouter.core.sip.RecordedFlows;
import io.siprouter.core.sip.RequestFilter;
import io.siprouter.core.sip.SipAgent;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import io.siprouter.sip.message.Via;
import io.siprouter.sip.uri.HostPort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrunksCloseTest {

  private final WillingProvider peer = new WillingProvider();
  private final EventBus bus = new EventBus(EventLoops.virtual(), InstantSource.system());
  private final Trunks trunks =
      new Trunks(
          List.of(
              TrunkFixture.provider("first", "first.example.org", ""),
              TrunkFixture.provider("second", "second.example.org", "")),
          new TrunkServices(
              peer,
              bus,
              EventLoops.virtual(),
              InstantSource.system(),
              Runnable::run,
              (name, then) -> then.accept(found(name)),
              _ -> HostPort.of("192.168.1.5", 5060),
              () -> new NetworkView(Set.of(), Set.of()),
              () -> 0,
              TrunkFixture.NO_TLS,
              _ -> RequestFilter.NONE,
              new RecordedFlows()));

  private static Location found(ServerName name) {
    return new Location.Found(
        List.of(TrunkFixture.at(InetAddress.ofLiteral("198.51.100.1"), name)));
  }

  @AfterEach
  void closeBus() {
    bus.close();
  }

  @Test
  void closingUnregistersEveryTrunkBeforeItReturns() throws InterruptedException {
    var events = bus.subscribe(100);
    trunks.register();
    for (var registered = 0; registered < 2; ) {
      var event = events.next(Duration.ofSeconds(10)).orElseThrow().event();
      registered +=
          event instanceof RegState(_, var state, _) && state.equals("registered") ? 1 : 0;
    }

    trunks.close();

    assertThat(peer.seen.stream().filter(register -> register.expires().orElse(-1) == 0))
        .extracting(SipRequest::requestUriText)
        .containsExactlyInAnyOrder("sip:first.example.org", "sip:second.example.org");
    assertThat(trunks.all())
        .extracting(trunk -> trunk.state().label())
        .containsOnly("unregistered");
  }

  @Test
  void closingWhatNeverRegisteredSendsNothing() {
    trunks.close();
    trunks.close();

    assertThat(peer.seen).isEmpty();
  }

  /** Answers every REGISTER with 200 at once. */
  private static final class WillingProvider implements SipAgent {

    private final Queue<SipRequest> seen = new ConcurrentLinkedQueue<>();

    @Override
    public void send(OutboundRequest request, Consumer<ExchangeEvent> events) {
      seen.add(request.request());
      var at = request.contact().hostPort();
      var via = Via.of("UDP", at.host(), at.port().orElseThrow(), "z9hG4bK1");
      var received = request.request().toBuilder().via(via).build();
      var own = new InetSocketAddress("192.168.1.5", 5060);
      var remote = request.destination().address();
      events.accept(
          new ExchangeEvent.Final(
              SipResponse.responseTo(received, 200).build(),
              new SipFlow(request.destination().transport(), own, remote)));
    }

    @Override
    public OutboundDialog invite(OutboundInvite invite, Consumer<DialogEvent> events) {
      throw new UnsupportedOperationException("a trunk makes no calls");
    }
  }
}
