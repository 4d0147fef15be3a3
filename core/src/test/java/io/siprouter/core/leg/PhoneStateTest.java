package io.siprouter.core.leg;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.leg.LegState.Progress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PhoneStateTest {

  private static final LegEnd END = LegEnd.byCommand();

  @Test
  void whoIsInvitedIsIncomingUntilItCanHearOrIsAnswered() {
    assertThat(word(new LegState.Offered(Progress.NONE))).contains("incoming");
    assertThat(word(new LegState.Offered(Progress.RINGING))).contains("incoming");
    assertThat(word(new LegState.Offered(Progress.EARLY))).contains("early");
    assertThat(word(new LegState.Answering())).contains("connecting");
  }

  @Test
  void whoInvitesIsCallingUntilItRings() {
    assertThat(word(new LegState.Inviting(Progress.NONE))).contains("calling");
    assertThat(word(new LegState.Inviting(Progress.RINGING))).contains("early");
    assertThat(word(new LegState.Inviting(Progress.EARLY))).contains("early");
  }

  @Test
  void answeredLegIsConfirmedOrHeld() {
    assertThat(word(new LegState.Answered())).contains("confirmed");
    assertThat(PhoneState.of(new LegState.Answered(), true)).contains(PhoneState.HOLD);
  }

  @Test
  void legThatIsAboutToEndKeepsItsWord() {
    assertThat(word(new LegState.Cancelling(END))).isEmpty();
    assertThat(word(new LegState.Releasing(END))).isEmpty();
    assertThat(word(new LegState.Terminated(END))).contains("disconnected");
  }

  private static Optional<String> word(LegState state) {
    return PhoneState.of(state, false).map(PhoneState::wireName);
  }
}
