package io.siprouter.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.siprouter.core.event.ServerEvent.DeviceRegistered;
import io.siprouter.core.event.ServerEvent.DeviceUnregistered;
import io.siprouter.core.peer.AsteriskProfile;
import io.siprouter.core.peer.Await;
import io.siprouter.core.peer.Baresip;
import io.siprouter.core.peer.BaresipProfile;
import io.siprouter.core.peer.Peers;
import io.siprouter.core.peer.SipAccount;
import io.siprouter.core.peer.SippResult;
import io.siprouter.core.peer.SippScenario;
import io.siprouter.core.registrar.Binding;
import io.siprouter.core.sip.transport.SipCounter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Real phones come, go and come back, one by one and a thousand at once. */
class RegistrarIT {

  @RegisterExtension static final Peers peers = new Peers();

  private static final int MANY = 1_000;
  private static final int MANY_PER_SECOND = 250;
  private static final String CROWD = "127.0.0.63";

  private static final String HOUSE =
      devices(
          Stream.of(
              device("alice", "101", "101", "alice-secret"),
              device("bob", "102", "102", "bob-secret"),
              device("phone1", "103", "phone1", "phone1-secret")));

  @TempDir private Path state;
  private @Nullable Hub hub;

  @AfterEach
  void stop() {
    hub().close();
  }

  @Test
  void twoPhonesOfOneDeviceRegisterAndUnregisterEachForItself() {
    start(HOUSE);
    var desk = phone(1, "desk");
    var pocket = phone(2, "pocket");
    var account = account("101", "alice-secret");
    desk.register(account);
    hub().await(DeviceRegistered.class);
    pocket.register(account.overTcp());
    hub().await(DeviceRegistered.class);
    assertThat(hub().engine().registrations().bindings("alice")).hasSize(2);

    desk.remove(account);

    assertThat(hub().await(DeviceUnregistered.class).reason()).isEqualTo("unregistered");
    assertThat(hub().engine().registrations().bindings("alice"))
        .extracting(Binding::flow)
        .extracting(flow -> flow.transport().name())
        .containsExactly("TCP");
    desk.close();
    pocket.close();
  }

  @Test
  void phoneThatKeepsItsFlowAliveIsKnownByThatFlow() {
    start(HOUSE);
    var phone = phone(1, "desk");
    var proxy =
        "sip:%s:5060;transport=tcp".formatted(hub().address().getAddress().getHostAddress());
    var account = account("101", "alice-secret").overTcp();

    phone.register(account.with(";sipnat=outbound;outbound=\"" + proxy + "\""));

    hub().await(DeviceRegistered.class);
    assertThat(hub().engine().registrations().bindings("alice"))
        .hasSize(1)
        .allMatch(binding -> binding.flowId() != null);
    phone.close();
    assertThat(hub().await(DeviceUnregistered.class).reason()).isEqualTo("unregistered");
  }

  @Test
  void phoneKeepsItsFlowAliveOverUdpByStun() {
    start(HOUSE);
    var phone = phone(1, "desk");
    var proxy = "sip:" + hub().address().getAddress().getHostAddress() + ":5060";
    var account = account("101", "alice-secret");

    phone.register(account.with(";sipnat=outbound;outbound=\"" + proxy + "\""));

    hub().await(DeviceRegistered.class);
    assertThat(hub().engine().registrations().bindings("alice"))
        .hasSize(1)
        .allMatch(binding -> binding.flowId() != null);
    Await.until(
        "an answer to STUN",
        Duration.ofSeconds(5),
        () -> hub().engine().sipCount(SipCounter.BINDINGS_TOLD) > 0);
    phone.close();
  }

  @Test
  void phoneIsCalledAfterARestartWithoutHavingRegisteredAgain() {
    start(HOUSE);
    var callee = phone(1, "callee");
    callee.register(account("101", "alice-secret"));
    hub().await(DeviceRegistered.class);

    restart(HOUSE);
    var caller = phone(2, "caller");
    var account = account("102", "bob-secret");
    caller.register(account);
    caller.dial(account, "101");

    callee.awaitIncoming();
    callee.accept();
    caller.awaitEstablished();
    caller.hangUp();
    hub().awaitNoCalls();
    caller.close();
    callee.close();
  }

  @Test
  void phoneWhoseConnectionHasEndedIsNotReachableAtOnce() {
    start(HOUSE);
    var scenario = SippScenario.of("register.xml", CROWD, hub().address()).overTcp();

    peers.run(scenario.as("101", "alice-secret")).assertAllSuccessful();

    assertThat(hub().await(DeviceUnregistered.class).reason()).isEqualTo("unreachable");
    assertThat(hub().engine().registrations().bindings("alice")).isEmpty();
  }

  @Test
  void phonesOfAnAsteriskRegisterAndUnregister() {
    start(HOUSE);
    var asterisk = peers.start(AsteriskProfile.phone().withHub(hub().address()));
    hub().await(DeviceRegistered.class, event -> event.deviceId().equals("phone1"));

    asterisk.cli("pjsip send unregister phone1-reg-0");

    var gone = hub().await(DeviceUnregistered.class, event -> event.deviceId().equals("phone1"));
    assertThat(gone.reason()).isEqualTo("unregistered");

    asterisk.cli("pjsip send register phone1-reg-0");
    hub().await(DeviceRegistered.class, event -> event.deviceId().equals("phone1"));
    asterisk.close();
  }

  @Test
  void thousandPhonesRegisterWithinSecondsAndAgainAfterARestart() throws IOException {
    start(crowdOfDevices());
    crowd().assertAllSuccessful();
    restart(crowdOfDevices());
    awaitAllPresent();

    long before = cpuNanos();
    var again = crowd();
    System.out.printf(
        "%d registrations: %s, %.2f ms of CPU each%n",
        MANY, again, (cpuNanos() - before) / 1e6 / MANY);

    again.assertAllSuccessful();
    awaitAllPresent();
  }

  private void start(String config) {
    hub = Hub.start(config, state);
  }

  private void restart(String config) {
    hub().close();
    start(config);
  }

  private Hub hub() {
    return Objects.requireNonNull(hub);
  }

  private SippResult crowd() throws IOException {
    var users = state.resolve("users.csv");
    var lines = IntStream.range(0, MANY).mapToObj(RegistrarIT::credentials);
    Files.writeString(users, lines.collect(Collectors.joining("\n", "SEQUENTIAL\n", "\n")));
    return peers.run(
        SippScenario.of("register-many.xml", CROWD, hub().address())
            .withCalls(MANY, MANY_PER_SECOND, Duration.ofSeconds(20))
            .with("-inf", users.toString()));
  }

  private void awaitAllPresent() {
    Await.until("a thousand devices", Duration.ofSeconds(5), () -> present() == MANY);
  }

  private long present() {
    var registrations = hub().engine().registrations();
    return IntStream.range(0, MANY)
        .filter(i -> !registrations.bindings("crowd" + i).isEmpty())
        .count();
  }

  private static Baresip phone(int number, String name) {
    return peers.start(BaresipProfile.number(number, name));
  }

  private SipAccount account(String user, String password) {
    return new SipAccount(user, password, hub().address()).withCodecs("PCMU");
  }

  private static String user(int number) {
    return Integer.toString(2_000 + number);
  }

  private static String secret(int number) {
    return "secret-of-" + number;
  }

  /** A line of SIPp's: the user, and the whole of its answer to a challenge. */
  private static String credentials(int number) {
    return "%s;[authentication username=%s password=%s]"
        .formatted(user(number), user(number), secret(number));
  }

  private static String crowdOfDevices() {
    return devices(
        IntStream.range(0, MANY).mapToObj(i -> device("crowd" + i, user(i), user(i), secret(i))));
  }

  private static String devices(Stream<String> devices) {
    return """
    {
      "server": {
        "lanAddress": "127.0.0.10",
        "trustedNetworks": ["127.0.0.0/8"],
        "sip": {"udpPort": 5060, "tcpPort": 5060},
        "rtpPorts": {"min": 23000, "max": 23199}
      },
      "devices": [%s]
    }
    """
        .formatted(devices.collect(Collectors.joining(",\n")));
  }

  private static String device(String id, String extension, String user, String password) {
    return """
    {"id": "%s", "extension": "%s", "username": "%s", "password": "%s"}\
    """
        .formatted(id, extension, user, password);
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}
