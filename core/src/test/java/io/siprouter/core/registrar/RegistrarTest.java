package io.siprouter.core.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.config.Device;
import io.siprouter.core.auth.TestPhone;
import io.siprouter.core.event.EventBus;
import io.siprouter.core.event.EventSubscription;
import io.siprouter.core.event.ServerEvent;
import io.siprouter.core.event.ServerEvent.DeviceRegistered;
import io.siprouter.core.event.ServerEvent.DeviceUnregistered;
import io.siprouter.core.loop.SteppedEventLoops;
import io.siprouter.core.sip.Destination;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.sip.message.Header;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrarTest {

  private static final String DESK = "<sip:alice@10.0.0.7:5062>";

  private final SteppedEventLoops loops = new SteppedEventLoops();
  private final EventBus bus = new EventBus(loops, loops);
  private final EventSubscription events = bus.subscribe(100);
  private final Set<String> configured = new HashSet<>(Set.of("alice"));
  private final Device alice = TestPhone.device("alice", "101");
  private final Registrar registrar =
      new Registrar(
          new RegistrarServices(
              bus,
              loops,
              loops,
              RegistrationStore.NONE,
              Runnable::run,
              (_, _) -> {},
              id -> configured.contains(id),
              this::isLive));
  private final SipFlow home = TestPhone.flow("198.51.100.7", 40_123);
  private final Set<SipFlow> closed = new HashSet<>();
  private SipFlow from = home;
  private long cSeq;

  @Test
  void phoneIsRegistered() throws InterruptedException {
    var response = register(DESK, 600);

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers().all("Contact")).containsExactly(DESK + ";expires=600");
    assertThat(response.headers().first("Date")).contains("Thu, 01 Jan 2026 00:00:00 GMT");
    assertThat(events())
        .containsExactly(
            new DeviceRegistered(
                "alice",
                "sip:alice@10.0.0.7:5062",
                "udp:198.51.100.7:40123",
                Instant.parse("2026-01-01T00:10:00Z")));
  }

  @Test
  void callsReachAPhoneBehindNatWhereItsRegisterCameFrom() {
    register(DESK, 600);

    assertThat(registrar.bindings("alice"))
        .extracting(Binding::destination)
        .containsExactly(new Destination(SipTransport.UDP, home.remote(), home));
  }

  @Test
  void responseTellsAllContactsAndWhatIsLeftOfThem() {
    register(DESK, 600);
    loops.advance(Duration.ofSeconds(100));

    var response = register("<sip:alice@10.0.0.8>;q=0.5", 300);

    assertThat(response.headers().all("Contact"))
        .containsExactlyInAnyOrder(DESK + ";expires=500", "<sip:alice@10.0.0.8>;expires=300;q=0.5");
  }

  @Test
  void preferredContactComesFirstAndThenTheYoungest() {
    register("<sip:old@10.0.0.1>;q=0.9", 600);
    register("<sip:young@10.0.0.2>;q=0.9", 60);
    assertThat(users()).containsExactly("young", "old");

    register("<sip:best@10.0.0.3>", 600);
    assertThat(users()).containsExactly("best", "young");
  }

  @Test
  void unregisteredPhoneIsGone() throws InterruptedException {
    register(DESK, 600);
    events();

    var response = register(DESK, 0);

    assertThat(response.headers().contains("Contact")).isFalse();
    assertThat(registrar.bindings("alice")).isEmpty();
    assertThat(events())
        .containsExactly(
            new DeviceUnregistered("alice", "sip:alice@10.0.0.7:5062", "unregistered"));
  }

  @Test
  void phoneThatDoesNotDeserveToStayIsGone() throws InterruptedException {
    register(DESK, 600);
    register("<sip:alice@10.0.0.8>", 600);
    events();

    registrar.retain(binding -> binding.contact().host().equals("10.0.0.8"));
    loops.settle();

    assertThat(registrar.bindings("alice")).hasSize(1);
    assertThat(events())
        .containsExactly(new DeviceUnregistered("alice", "sip:alice@10.0.0.7:5062", "removed"));
  }

  @Test
  void registerThatWasLetInBeforeItsDeviceWasRemovedIsRefused() {
    configured.clear();

    assertThat(register(DESK, 600).status()).isEqualTo(403);
    assertThat(registrar.bindings("alice")).isEmpty();
  }

  @Test
  void silentPhoneExpiresAtItsTime() throws InterruptedException {
    register(DESK, 60);
    register("<sip:alice@10.0.0.8>", 90);
    events();

    loops.advance(Duration.ofSeconds(59));
    assertThat(events()).isEmpty();

    loops.advance(Duration.ofSeconds(1));
    assertThat(events())
        .containsExactly(new DeviceUnregistered("alice", "sip:alice@10.0.0.7:5062", "expired"));

    loops.advance(Duration.ofSeconds(30));
    assertThat(events())
        .containsExactly(new DeviceUnregistered("alice", "sip:alice@10.0.0.8", "expired"));
    assertThat(registrar.bindings("alice")).isEmpty();
  }

  @Test
  void refreshedPhoneStays() throws InterruptedException {
    register(DESK, 60);
    loops.advance(Duration.ofSeconds(50));
    register(DESK, 60);
    events();

    loops.advance(Duration.ofSeconds(59));

    assertThat(events()).isEmpty();
    assertThat(registrar.bindings("alice")).hasSize(1);
  }

  @Test
  void contactBeyondTheLimitReplacesTheOldest() throws InterruptedException {
    register("<sip:first@10.0.0.1>", 600);
    register("<sip:second@10.0.0.2>", 600);
    events();

    register("<sip:third@10.0.0.3>", 600);

    assertThat(events())
        .contains(new DeviceUnregistered("alice", "sip:first@10.0.0.1", "replaced"));
    assertThat(registrar.bindings("alice")).hasSize(2);
  }

  @Test
  void tooBriefExpiryIsRefusedWithTheShortestAccepted() {
    var response = register(DESK, 10);

    assertThat(response.status()).isEqualTo(423);
    assertThat(response.headers().first("Min-Expires")).contains("30");
    assertThat(registrar.bindings("alice")).isEmpty();
  }

  @Test
  void malformedAndLateRequestsAreRefused() {
    register(DESK, 600);

    assertThat(register("*", 600).status()).isEqualTo(400);
    cSeq = 0;
    assertThat(register(DESK, 600).status()).isEqualTo(500);
    assertThat(registrar.bindings("alice")).hasSize(1);
  }

  @Test
  void contactThatWantsTlsIsTakenOverNothingElse() {
    var refused = register("<sips:alice@10.0.0.7>", 600);
    from = new SipFlow(SipTransport.TLS, home.local(), home.remote());

    assertThat(refused.status()).isEqualTo(400);
    assertThat(register("<sips:alice@10.0.0.7>", 600).status()).isEqualTo(200);
  }

  @Test
  void extensionWeDoNotHaveIsRefusedByName() {
    var register = TestPhone.register("101", 1).header("Require", "path, gruu").build();

    var response = send(register);

    assertThat(response.status()).isEqualTo(420);
    assertThat(response.headers().first("Unsupported")).contains("gruu");
  }

  @Test
  void requestsTakeThePathThatTheRegisterCame() {
    var path = List.of("<sip:near.example;lr>", "<sip:edge.example;lr;ob>");
    var register = request("101", DESK, 600).toBuilder();
    path.forEach(hop -> register.addHeader("Path", hop));

    var response = send(register.build());

    assertThat(response.headers().all("Path")).isEqualTo(path);
    assertThat(response.headers().first("Supported")).contains("path, outbound");
    assertThat(registrar.bindings("alice").getFirst().routes())
        .containsExactly(new Header("Route", path.get(0)), new Header("Route", path.get(1)));
  }

  @Test
  void phoneOverTcpIsToldToKeepItsFlowAlive() {
    from = tcp(40_001);

    var response = registerFlow(DESK, 1);

    assertThat(response.headers().first("Require")).contains("outbound");
    assertThat(response.headers().first("Flow-Timer")).contains("120");
    assertThat(response.headers().all("Contact"))
        .containsExactly(DESK + ";expires=600;+sip.instance=\"<urn:uuid:1>\";reg-id=1");
  }

  @Test
  void phoneOverUdpIsLeftThePaceThatItsNatWants() {
    var response = registerFlow(DESK, 1);

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers().first("Require")).contains("outbound");
    assertThat(response.headers().contains("Flow-Timer")).isFalse();
  }

  @Test
  void phoneWithTwoFlowsIsCalledOverTheYoungerOneUntilThatBreaks() {
    from = tcp(40_001);
    registerFlow(DESK, 1);
    from = tcp(40_002);
    registerFlow(DESK, 2);
    assertThat(registrar.bindings("alice")).extracting(Binding::flow).containsExactly(from);

    close(from);

    assertThat(registrar.bindings("alice")).extracting(Binding::flow).containsExactly(tcp(40_001));
  }

  @Test
  void phoneIsNotCalledOverABrokenConnectionButMayComeBack() throws InterruptedException {
    from = tcp(40_001);
    register(DESK, 600);
    events();

    close(from);
    close(from);

    assertThat(registrar.bindings("alice")).isEmpty();
    assertThat(events())
        .containsExactly(new DeviceUnregistered("alice", "sip:alice@10.0.0.7:5062", "unreachable"));

    from = tcp(40_002);
    assertThat(register(DESK, 600).headers().all("Contact")).hasSize(1);
    assertThat(registrar.bindings("alice")).hasSize(1);
    assertThat(events()).hasOnlyElementsOfType(DeviceRegistered.class).hasSize(1);
  }

  @Test
  void phoneWhoseConnectionEndedWhileItsRegisterWaitedIsNotCalled() {
    from = tcp(40_001);
    close(from);

    assertThat(register(DESK, 600).status()).isEqualTo(200);

    assertThat(registrar.bindings("alice")).isEmpty();
  }

  @Test
  void brokenConnectionOfAPhoneThatStaysAwayExpiresInSilence() throws InterruptedException {
    from = tcp(40_001);
    register(DESK, 60);
    close(from);
    events();

    loops.advance(Duration.ofSeconds(60));

    assertThat(events()).isEmpty();
    assertThat(send(TestPhone.register("101", ++cSeq).build()).headers().all("Contact")).isEmpty();
  }

  @Test
  void contactMayAskForAnotherTransportToItsOwnHost() {
    register("<sip:alice@198.51.100.7:5062;transport=tcp>", 600);

    assertThat(destination())
        .isEqualTo(new Destination(SipTransport.TCP, new InetSocketAddress("198.51.100.7", 5062)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<sip:alice@203.0.113.9:25;transport=tcp>",
        "<sip:alice@victim.example;transport=tcp>",
        "<sip:alice@198.51.100.7;transport=udp>",
        "<sip:alice@198.51.100.7;transport=carrier-pigeon>",
      })
  void contactNeverAimsRequestsAtSomebodyElse(String contact) {
    register(contact, 600);

    assertThat(destination()).isEqualTo(new Destination(SipTransport.UDP, home.remote(), home));
  }

  @Test
  void datagramTellsAsManyContactsAsFitAndTheOwnOneFirst() {
    var user = "a".repeat(490);
    register("<sip:" + user + "1@10.0.0.7>", 600);

    var datagram = register("<sip:" + user + "2@10.0.0.7>", 600);
    from = tcp(40_001);
    var stream = register("<sip:" + user + "3@10.0.0.7>", 600);

    assertThat(datagram.toBytes().length).isLessThan(1_300);
    assertThat(datagram.headers().all("Contact")).hasSize(1).first().asString().contains("2@");
    assertThat(stream.headers().all("Contact")).hasSize(2).first().asString().contains("3@");
  }

  @Test
  void deviceThatNeverRegisteredHasNoBindings() {
    assertThat(registrar.bindings("nobody")).isEmpty();
  }

  private static SipFlow tcp(int port) {
    var udp = TestPhone.flow("198.51.100.7", port);
    return new SipFlow(SipTransport.TCP, udp.local(), udp.remote());
  }

  private boolean isLive(SipFlow flow) {
    return !closed.contains(flow);
  }

  private void close(SipFlow flow) {
    closed.add(flow);
    registrar.onClosed(flow);
    loops.settle();
  }

  private Destination destination() {
    return registrar.bindings("alice").getFirst().destination();
  }

  private SipResponse registerFlow(String contact, int regId) {
    var flow = contact + ";+sip.instance=\"<urn:uuid:1>\";reg-id=" + regId;
    return send(request("101", flow, 600).toBuilder().header("Supported", "outbound").build());
  }

  private List<String> users() {
    return registrar.bindings("alice").stream()
        .map(binding -> binding.contact().user().orElseThrow())
        .toList();
  }

  private SipResponse register(String contact, int expires) {
    return send(request("101", contact, expires));
  }

  private SipRequest request(String user, String contact, int expires) {
    return TestPhone.register(user, ++cSeq).header("Contact", contact).expires(expires).build();
  }

  private SipResponse send(SipRequest request) {
    var replies = new ArrayList<SipResponse>();
    registrar.onRequest(replies::add, request, from, alice);
    loops.settle();
    assertThat(replies).hasSize(1);
    return replies.getFirst();
  }

  private List<ServerEvent> events() throws InterruptedException {
    loops.settle();
    var seen = new ArrayList<ServerEvent>();
    for (var next = events.next(Duration.ZERO);
        next.isPresent();
        next = events.next(Duration.ZERO)) {
      seen.add(next.get().event());
    }
    return seen;
  }
}
