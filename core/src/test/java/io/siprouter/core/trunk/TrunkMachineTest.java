package io.siprouter.core.trunk;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.siprouter.core.trunk.TrunkInput.Accepted;
import io.siprouter.core.trunk.TrunkInput.AcceptedElsewhere;
import io.siprouter.core.trunk.TrunkInput.Due;
import io.siprouter.core.trunk.TrunkInput.FlowLost;
import io.siprouter.core.trunk.TrunkInput.Forbidden;
import io.siprouter.core.trunk.TrunkInput.NetworkChanged;
import io.siprouter.core.trunk.TrunkInput.NextServer;
import io.siprouter.core.trunk.TrunkInput.PatienceEnded;
import io.siprouter.core.trunk.TrunkInput.ProbeDue;
import io.siprouter.core.trunk.TrunkInput.Redirected;
import io.siprouter.core.trunk.TrunkInput.Register;
import io.siprouter.core.trunk.TrunkInput.Resolved;
import io.siprouter.core.trunk.TrunkInput.SeenElsewhere;
import io.siprouter.core.trunk.TrunkInput.ServerLost;
import io.siprouter.core.trunk.TrunkInput.TooBrief;
import io.siprouter.core.trunk.TrunkInput.Unavailable;
import io.siprouter.core.trunk.TrunkInput.Unregister;
import io.siprouter.core.trunk.TrunkMachine.Step;
import io.siprouter.core.trunk.TrunkState.Failed;
import io.siprouter.core.trunk.TrunkState.Leaving;
import io.siprouter.core.trunk.TrunkState.Refreshing;
import io.siprouter.core.trunk.TrunkState.Registered;
import io.siprouter.core.trunk.TrunkState.Registering;
import io.siprouter.core.trunk.TrunkState.Unregistered;
import io.siprouter.core.trunk.TrunkState.Unregistering;
import io.siprouter.sip.uri.HostPort;
import io.siprouter.sip.uri.SipUri;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TrunkMachineTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Wait REFRESH = new Wait(HOUR);
  private static final WaitForProbe PROBE = new WaitForProbe();
  private static final LimitPatience PATIENCE = new LimitPatience(Duration.ofSeconds(2));
  private static final List<TrunkState> ALL_STATES =
      List.of(
          new Unregistered(),
          new Registering(0, 0),
          new Registered(),
          new Refreshing(0),
          new Failed(1, false),
          new Leaving(),
          new Unregistering());

  private static final SipUri ELSEWHERE = SipUri.of(HostPort.of("other.example.org"));

  @ParameterizedTest
  @MethodSource("moves")
  void movesAsTheTableSays(TrunkState from, TrunkInput input, Step to) {
    assertThat(TrunkMachine.next(from, input)).isEqualTo(to);
  }

  static Stream<Arguments> moves() {
    return Stream.of(
        move(
            new Unregistered(),
            new Register(),
            new Registering(0, 0),
            new Report(""),
            new Resolve()),
        move(new Registering(3, 0), new Resolved(), new Registering(3, 0), new SendRegister()),
        move(new Registered(), new FlowLost(), new Registered(), about(5)),
        move(new Refreshing(0), new FlowLost(), new Refreshing(0)),
        move(new Failed(1, false), new FlowLost(), new Failed(1, false)),
        move(
            new Registering(3, 0),
            new Accepted(HOUR),
            new Registered(),
            new Report(""),
            REFRESH,
            PROBE),
        move(
            new Registering(3, 0),
            new AcceptedElsewhere(HOUR),
            new Registering(3, 1),
            new SendRegister()),
        move(
            new Registering(3, 2),
            new AcceptedElsewhere(HOUR),
            new Registered(),
            new Report(""),
            REFRESH,
            PROBE),
        move(new Registering(3, 1), new TooBrief(), new Registering(3, 2), new SendRegister()),
        move(
            new Registering(0, 2),
            new TooBrief(),
            new Failed(1, false),
            new Report("provider always wants something else"),
            about(2)),
        move(
            new Registering(0, 0),
            new Unavailable("503 Busy"),
            new Failed(1, false),
            new Report("503 Busy"),
            about(2)),
        move(
            new Registering(0, 0),
            new Unavailable("503 Busy", Duration.ofMinutes(2)),
            new Failed(1, false),
            new Report("503 Busy"),
            about(120)),
        move(
            new Registering(2, 0),
            new Unavailable("silent"),
            new Failed(3, false),
            new Report("silent"),
            about(8)),
        move(
            new Registering(1, 0),
            new Forbidden("403 Forbidden"),
            new Failed(2, true),
            new Report("403 Forbidden"),
            about(120)),
        move(new Registering(0, 0), new Unregister(), new Leaving(), PATIENCE),
        move(new Registered(), new Due(), new Refreshing(0), new Resolve()),
        move(new Registered(), new ServerLost(), new Refreshing(0), new Resolve()),
        move(new Registered(), new SeenElsewhere(), new Refreshing(0), new Resolve()),
        move(new Registered(), new NetworkChanged(), new Refreshing(0), new Resolve()),
        move(new Registered(), new ProbeDue(), new Registered(), new SendProbe(), PROBE),
        move(new Refreshing(0), new Resolved(), new Refreshing(0), new SendRegister()),
        move(new Refreshing(0), new NextServer(), new Refreshing(0), new SendRegister()),
        move(
            new Refreshing(1),
            new NetworkChanged(),
            new Refreshing(0),
            new Forget(),
            new Resolve()),
        move(
            new Refreshing(0),
            new Redirected(ELSEWHERE),
            new Refreshing(1),
            new ResolveAt(ELSEWHERE)),
        move(new Registering(2, 0), new NextServer(), new Registering(2, 0), new SendRegister()),
        move(
            new Registering(2, 1),
            new NetworkChanged(),
            new Registering(2, 0),
            new Forget(),
            new Resolve()),
        move(
            new Registering(0, 1),
            new Redirected(ELSEWHERE),
            new Registering(0, 2),
            new ResolveAt(ELSEWHERE)),
        move(
            new Registering(0, 2),
            new Redirected(ELSEWHERE),
            new Failed(1, false),
            new Report("provider always wants something else"),
            about(2)),
        move(
            new Failed(3, false),
            new NetworkChanged(),
            new Registering(0, 0),
            new Rest(),
            new Report(""),
            new Resolve()),
        move(new Registered(), new Unregister(), new Unregistering(), PATIENCE, unregister()),
        move(new Refreshing(0), new Accepted(HOUR), new Registered(), REFRESH, PROBE),
        move(new Refreshing(0), new AcceptedElsewhere(HOUR), new Refreshing(1), new SendRegister()),
        move(new Refreshing(2), new AcceptedElsewhere(HOUR), new Registered(), REFRESH, PROBE),
        move(new Refreshing(0), new TooBrief(), new Refreshing(1), new SendRegister()),
        move(
            new Refreshing(0),
            new Unavailable("silent"),
            new Failed(1, false),
            new Report("silent"),
            about(2)),
        move(new Refreshing(0), new Unregister(), new Leaving(), PATIENCE),
        move(new Failed(3, false), new Due(), new Registering(3, 0), new Report(""), new Resolve()),
        move(
            new Failed(3, false),
            new Register(),
            new Registering(0, 0),
            new Rest(),
            new Report(""),
            new Resolve()),
        move(
            new Failed(3, false), new Unregister(), new Unregistered(), new Rest(), new Report("")),
        move(new Leaving(), new Accepted(HOUR), new Unregistering(), unregister()),
        move(new Leaving(), new AcceptedElsewhere(HOUR), new Unregistering(), unregister()),
        move(
            new Leaving(),
            new Unavailable("silent"),
            new Unregistered(),
            new Rest(),
            new Report("")),
        move(new Leaving(), new Resolved(), new Unregistering(), unregister()),
        move(new Leaving(), new PatienceEnded(), new Unregistered(), new Rest(), new Report("")),
        move(
            new Unregistering(),
            new Accepted(HOUR),
            new Unregistered(),
            new Rest(),
            new Report("")),
        move(
            new Unregistering(),
            new PatienceEnded(),
            new Unregistered(),
            new Rest(),
            new Report("")));
  }

  @ParameterizedTest
  @MethodSource("late")
  void whatComesTooLateChangesNothing(TrunkState state, TrunkInput input) {
    assertThat(TrunkMachine.next(state, input)).isEqualTo(new Step(state, List.of()));
  }

  static Stream<Arguments> late() {
    return Stream.of(
        Arguments.of(new Unregistered(), new Accepted(HOUR)),
        Arguments.of(new Unregistered(), new Unregister()),
        Arguments.of(new Unregistered(), new Due()),
        Arguments.of(new Registering(1, 1), new Register()),
        Arguments.of(new Registering(1, 1), new Due()),
        Arguments.of(new Registered(), new Register()),
        Arguments.of(new Registered(), new Unavailable("late")),
        Arguments.of(new Refreshing(0), new Due()),
        Arguments.of(new Registering(1, 1), new ServerLost()),
        Arguments.of(new Refreshing(0), new SeenElsewhere()),
        Arguments.of(new Refreshing(0), new ProbeDue()),
        Arguments.of(new Failed(2, true), new NetworkChanged()),
        Arguments.of(new Failed(2, false), new Accepted(HOUR)),
        Arguments.of(new Leaving(), new Unregister()),
        Arguments.of(new Unregistering(), new Due()));
  }

  @Test
  void everyStateTakesTheWishToUnregisterAndEndsUnregistered() {
    for (var state : ALL_STATES) {
      var asked = TrunkMachine.next(state, new Unregister()).state();
      var end = TrunkMachine.next(asked, new PatienceEnded()).state();
      assertThat(end).as(state.toString()).isEqualTo(new Unregistered());
    }
  }

  @ParameterizedTest
  @CsvSource({"3600, 3060", "300, 255", "200, 165", "60, 30", "30, 15"})
  void refreshComesWellBeforeTheExpiry(long grantedS, long refreshS) {
    assertThat(RegisterExchange.refreshAfter(Duration.ofSeconds(grantedS)))
        .isEqualTo(Duration.ofSeconds(refreshS));
  }

  @ParameterizedTest
  @CsvSource({"1, 2, 60", "2, 4, 120", "4, 16, 480", "5, 30, 960", "1000000, 30, 1800"})
  void waitsGrowUpToALimitAndAreLongerAfterARefusal(int failures, long troubleS, long refusalS) {
    assertThat(Backoff.TROUBLE.after(failures)).isEqualTo(Duration.ofSeconds(troubleS));
    assertThat(Backoff.REFUSAL.after(failures)).isEqualTo(Duration.ofSeconds(refusalS));
  }

  @Test
  void statesHaveTheNamesThatTheOutsideKnows() {
    assertThat(ALL_STATES.stream().map(TrunkState::label))
        .containsExactly(
            "unregistered",
            "registering",
            "registered",
            "registered",
            "failed",
            "registered",
            "registered");
  }

  private static WaitAbout about(long seconds) {
    return new WaitAbout(Duration.ofSeconds(seconds));
  }

  private static SendUnregister unregister() {
    return new SendUnregister();
  }

  private static Arguments move(
      TrunkState from, TrunkInput input, TrunkState to, TrunkAction... actions) {
    return Arguments.of(from, input, new Step(to, List.of(actions)));
  }
}
