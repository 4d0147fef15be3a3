package io.siprouter.core.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.trunk.TrunkAction.LimitPatience;
import io.siprouter.core.trunk.TrunkAction.Report;
import io.siprouter.core.trunk.TrunkAction.Resolve;
import io.siprouter.core.trunk.TrunkAction.Rest;
import io.siprouter.core.trunk.TrunkAction.SendRegister;
import io.siprouter.core.trunk.TrunkAction.SendUnregister;
import io.siprouter.core.trunk.TrunkAction.Wait;
import io.siprouter.core.trunk.TrunkAction.WaitAbout;
import io.siprouter.core.trunk.TrunkInput.Accepted;
import io.siprouter.core.trunk.TrunkInput.AcceptedElsewhere;
import io.siprouter.core.trunk.TrunkInput.Due;
import io.siprouter.core.trunk.TrunkInput.Forbidden;
import io.siprouter.core.trunk.TrunkInput.PatienceEnded;
import io.siprouter.core.trunk.TrunkInput.Register;
import io.siprouter.core.trunk.TrunkInput.Resolved;
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
  private static final Wait REFRESH = new Wait(Duration.ofMinutes(51));
  private static final LimitPatience PATIENCE = new LimitPatience(Duration.ofSeconds(2));
  private static final List<TrunkState> ALL_STATES =
      List.of(
          new Unregistered(),
          new Registering(0, 0),
          new Registered(),
          new Refreshing(0),
          new Failed(1),
          new Leaving(),
          new Unregistering());

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
        move(new Registering(3, 0), new Accepted(HOUR), new Registered(), new Report(""), REFRESH),
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
            REFRESH),
        move(new Registering(3, 1), new TooBrief(), new Registering(3, 2), new SendRegister()),
        move(
            new Registering(0, 2),
            new TooBrief(),
            new Failed(1),
            new Report("provider asks for ever longer intervals"),
            about(2)),
        move(
            new Registering(0, 0),
            new Unavailable("503 Busy"),
            new Failed(1),
            new Report("503 Busy"),
            about(2)),
        move(
            new Registering(0, 0),
            new Unavailable("503 Busy", Duration.ofMinutes(2)),
            new Failed(1),
            new Report("503 Busy"),
            about(120)),
        move(
            new Registering(2, 0),
            new Unavailable("silent"),
            new Failed(3),
            new Report("silent"),
            about(8)),
        move(
            new Registering(1, 0),
            new Forbidden("403 Forbidden"),
            new Failed(2),
            new Report("403 Forbidden"),
            about(120)),
        move(new Registering(0, 0), new Unregister(), new Leaving(), PATIENCE),
        move(new Registered(), new Due(), new Refreshing(0), new SendRegister()),
        move(new Registered(), new Unregister(), new Unregistering(), PATIENCE, unregister()),
        move(new Refreshing(0), new Accepted(HOUR), new Registered(), REFRESH),
        move(new Refreshing(0), new AcceptedElsewhere(HOUR), new Refreshing(1), new SendRegister()),
        move(new Refreshing(2), new AcceptedElsewhere(HOUR), new Registered(), REFRESH),
        move(new Refreshing(0), new TooBrief(), new Refreshing(1), new SendRegister()),
        move(
            new Refreshing(0),
            new Unavailable("silent"),
            new Failed(1),
            new Report("silent"),
            about(2)),
        move(new Refreshing(0), new Unregister(), new Leaving(), PATIENCE),
        move(new Failed(3), new Due(), new Registering(3, 0), new Report(""), new Resolve()),
        move(
            new Failed(3),
            new Register(),
            new Registering(0, 0),
            new Rest(),
            new Report(""),
            new Resolve()),
        move(new Failed(3), new Unregister(), new Unregistered(), new Rest(), new Report("")),
        move(new Leaving(), new Accepted(HOUR), new Unregistering(), unregister()),
        move(new Leaving(), new AcceptedElsewhere(HOUR), new Unregistering(), unregister()),
        move(
            new Leaving(),
            new Unavailable("silent"),
            new Unregistered(),
            new Rest(),
            new Report("")),
        move(new Leaving(), new Resolved(), new Unregistered(), new Rest(), new Report("")),
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
        Arguments.of(new Failed(2), new Accepted(HOUR)),
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
    var step = TrunkMachine.next(new Refreshing(0), new Accepted(Duration.ofSeconds(grantedS)));

    assertThat(step.actions()).containsExactly(new Wait(Duration.ofSeconds(refreshS)));
  }

  @ParameterizedTest
  @CsvSource({"1, 2, 60", "2, 4, 120", "8, 256, 1800", "9, 300, 1800", "1000000, 300, 1800"})
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
