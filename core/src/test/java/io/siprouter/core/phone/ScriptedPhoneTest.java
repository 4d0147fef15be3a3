package io.siprouter.core.phone;

import static io.siprouter.core.phone.TestPhones.SOON;
import static io.siprouter.core.phone.TestPhones.TONES_HZ;
import static io.siprouter.core.phone.TestPhones.soundOf;
import static io.siprouter.core.phone.TestPhones.stateOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siprouter.core.peer.Await;
import io.siprouter.core.phone.PhoneState.Alerting;
import io.siprouter.core.phone.PhoneState.Cause;
import io.siprouter.core.phone.PhoneState.Ended;
import io.siprouter.core.phone.PhoneState.Idle;
import io.siprouter.core.phone.PhoneState.Ringing;
import io.siprouter.core.phone.PhoneState.Talking;
import io.siprouter.core.phone.RingReaction.KeepRinging;
import io.siprouter.core.phone.RingReaction.Reject;
import io.siprouter.media.codec.Codec;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScriptedPhoneTest {

  private final TestPhones phones = new TestPhones();
  private ScriptedPhone alice;
  private ScriptedPhone bob;

  @BeforeEach
  void openPhones() throws IOException {
    alice = phones.open("alice", Codec.G722, Codec.PCMA, Codec.PCMU);
    bob = phones.open("bob", Codec.PCMA, Codec.G722);
  }

  @AfterEach
  void closePhones() {
    phones.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"PCMU", "PCMA", "G722"})
  void bothHearTheOtherAndNeverThemselves(Codec codec) throws Exception {
    var carol = phones.open("carol", codec);

    alice.dial(carol.contact());

    assertThat(stateOf(alice, Talking.class)).isEqualTo(new Talking(codec));
    assertThat(stateOf(carol, Talking.class)).isEqualTo(new Talking(codec));
    soundOf(alice, TONES_HZ.get(2));
    soundOf(carol, TONES_HZ.get(0));
  }

  @Test
  void soundIsCountedAndTimed() throws Exception {
    alice.dial(bob.contact());

    var heard = bob.awaitHeard(sound -> !Double.isNaN(sound.delayMs()), SOON).orElseThrow();
    assertThat(heard.lost()).isZero();
    assertThat(heard.packetsRx()).isPositive();
    assertThat(heard.packetsTx()).isPositive();
    assertThat(heard.delayMs()).isBetween(0.0, 500.0);
  }

  @Test
  void callerHangsUp() throws Exception {
    alice.dial(bob.contact());
    stateOf(bob, Talking.class);

    alice.hangUp();

    assertThat(stateOf(alice, Ended.class)).isEqualTo(new Ended(Cause.HUNG_UP, 200));
    assertThat(stateOf(bob, Ended.class)).isEqualTo(new Ended(Cause.PEER_HUNG_UP, 200));
  }

  @Test
  void calleeHangsUp() throws Exception {
    alice.dial(bob.contact());
    stateOf(bob, Talking.class);

    bob.hangUp();

    assertThat(stateOf(alice, Ended.class)).isEqualTo(new Ended(Cause.PEER_HUNG_UP, 200));
    assertThat(stateOf(bob, Ended.class)).isEqualTo(new Ended(Cause.HUNG_UP, 200));
  }

  @Test
  void ringsUntilItIsAnswered() throws Exception {
    bob.onRing(new KeepRinging());
    alice.dial(bob.contact());
    assertThat(stateOf(bob, Ringing.class).from()).isEqualTo("alice");
    stateOf(alice, Alerting.class);

    bob.answer();

    stateOf(alice, Talking.class);
    stateOf(bob, Talking.class);
  }

  @Test
  void callerGivesUpWhileItRings() throws Exception {
    bob.onRing(new KeepRinging());
    alice.dial(bob.contact());
    stateOf(alice, Alerting.class);

    alice.hangUp();

    assertThat(stateOf(alice, Ended.class)).isEqualTo(new Ended(Cause.CANCELLED, 487));
    assertThat(stateOf(bob, Ended.class)).isEqualTo(new Ended(Cause.CANCELLED, 487));
  }

  @Test
  void calleeRefusesWhileItRings() throws Exception {
    bob.onRing(new KeepRinging());
    alice.dial(bob.contact());
    stateOf(bob, Ringing.class);

    bob.reject(603);

    assertThat(stateOf(alice, Ended.class)).isEqualTo(new Ended(Cause.REFUSED, 603));
    assertThat(stateOf(bob, Ended.class)).isEqualTo(new Ended(Cause.REJECTED, 603));
  }

  @Test
  void calleeRefusesAtOnce() throws Exception {
    bob.onRing(new Reject(480));

    alice.dial(bob.contact());

    assertThat(stateOf(alice, Ended.class)).isEqualTo(new Ended(Cause.REFUSED, 480));
  }

  @Test
  void whoTalksIsBusy() throws Exception {
    var carol = phones.open("carol", Codec.PCMA);
    alice.dial(bob.contact());
    stateOf(bob, Talking.class);

    carol.dial(bob.contact());

    assertThat(stateOf(carol, Ended.class)).isEqualTo(new Ended(Cause.REFUSED, 486));
    assertThat(bob.state()).isInstanceOf(Talking.class);
  }

  @Test
  void withoutCommonCodecThereIsNoCall() throws Exception {
    var carol = phones.open("carol", Codec.PCMU);

    carol.dial(bob.contact());

    assertThat(stateOf(carol, Ended.class)).isEqualTo(new Ended(Cause.REFUSED, 488));
    assertThat(stateOf(bob, Ended.class)).isEqualTo(new Ended(Cause.NO_COMMON_SOUND, 488));
  }

  @Test
  void callsAgainAfterACall() throws Exception {
    alice.dial(bob.contact());
    stateOf(bob, Talking.class);
    bob.hangUp();
    stateOf(bob, Ended.class);
    stateOf(alice, Ended.class);

    bob.dial(alice.contact());

    stateOf(bob, Talking.class);
    soundOf(bob, TONES_HZ.get(0));
  }

  @Test
  void closingEndsTheCall() throws Exception {
    alice.dial(bob.contact());
    stateOf(bob, Talking.class);

    alice.close();

    assertThat(stateOf(bob, Ended.class)).isEqualTo(new Ended(Cause.PEER_HUNG_UP, 200));
    assertThatThrownBy(alice::state).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void closingEndsTheThreadsOfItsSound() throws Exception {
    alice.dial(bob.contact());
    stateOf(alice, Talking.class);
    stateOf(bob, Talking.class);
    assertThat(soundThreads()).hasSize(4);

    phones.close();

    Await.until("end of " + soundThreads(), SOON, () -> soundThreads().isEmpty());
  }

  private static List<String> soundThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.matches("phone-(alice|bob)-(mouth|ear)"))
        .toList();
  }

  @Test
  void dialsOneCallAtATime() throws Exception {
    bob.onRing(new KeepRinging());
    alice.dial(bob.contact());

    assertThatThrownBy(() -> alice.dial(bob.contact())).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void hasNothingToAnswerBeforeItRings() {
    assertThatThrownBy(alice::answer).isInstanceOf(IllegalStateException.class);
    assertThat(alice.state()).isEqualTo(new Idle());
  }
}
