package io.siprouter.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.siprouter.core.peer.Peers;
import io.siprouter.core.peer.SippResult;
import io.siprouter.core.peer.SippScenario;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Many short calls a second, whose phones send no sound: none fails, and nothing is left of them.
 */
class LoadIT {

  @RegisterExtension static final Peers peers = new Peers();

  private static final String CONFIG =
      """
      {
        "server": {
          "lanAddress": "127.0.0.10",
          "trustedNetworks": ["127.0.0.0/8"],
          "sip": {"udpPort": 5060, "tcpPort": 5060},
          "rtpPorts": {"min": 24000, "max": 27999},
          "limits": {"calls": 1000}
        },
        "devices": [
          {"id": "caller", "extension": "101", "username": "101", "password": "caller-secret"},
          {"id": "callee", "extension": "102", "username": "102", "password": "callee-secret"}
        ]
      }
      """;

  private static final String CALLER = "127.0.0.61";
  private static final String CALLEE = "127.0.0.62";
  private static final int PER_SECOND = 200;
  private static final int CALLS = 30 * PER_SECOND;

  /** For the compiler's sake: the daemon runs for years, not for thirty seconds. */
  private static final int WARM_UP_CALLS = 2_000;

  private static final int WARM_UP_PER_SECOND = 80;

  private static Hub hub;

  @BeforeAll
  static void start() {
    hub = Hub.start(CONFIG);
    var register = SippScenario.of("register.xml", CALLEE, hub.address());
    peers.run(register.as("102", "callee-secret")).assertAllSuccessful();
  }

  @AfterAll
  static void stop() {
    if (hub != null) {
      hub.close();
    }
  }

  @Test
  void twoHundredCallsASecondAllGoThroughAndLeaveNothingBehind() {
    call(WARM_UP_CALLS, WARM_UP_PER_SECOND);
    long cpuBefore = cpuNanos();

    var rush = call(CALLS, PER_SECOND);
    rush.print(cpuNanos() - cpuBefore);

    rush.assertAllSuccessful();
    hub.awaitNoCalls();
    hub.awaitNoCallLoops();
    hub.awaitEmptyTables();
  }

  /** What both sides saw. */
  private record Rush(SippResult called, SippResult answered) {

    void assertAllSuccessful() {
      called.assertAllSuccessful();
      answered.assertAllSuccessful();
      assertThat(answered.successful()).isEqualTo(called.successful());
    }

    void print(long cpuNanos) {
      System.out.printf(
          "caller %s, callee %s, %.1f ms of CPU per call%n",
          called, answered, cpuNanos / 1e6 / CALLS);
    }
  }

  private static Rush call(int calls, int perSecond) {
    var limit = Duration.ofSeconds(calls / perSecond + 15);
    var callee =
        peers.start(
            SippScenario.of("uas.xml", CALLEE, hub.address()).withCalls(calls, perSecond, limit));
    var caller =
        SippScenario.of("call-uac-auth.xml", CALLER, hub.address())
            .withCalls(calls, perSecond, limit)
            .as("101", "caller-secret")
            .calling("102");
    return new Rush(peers.run(caller), callee.result());
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}
