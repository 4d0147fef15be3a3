package io.siprouter.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SourceLockTest {
  private static final long SECOND = 1_000_000_000L;
  private static final InetSocketAddress SIGNALLED = at("192.0.2.1", 4_000);
  private static final InetSocketAddress MAPPED = at("192.0.2.1", 61_000);
  private static final InetSocketAddress REGISTERED = at("198.51.100.7", 4_000);
  private static final InetSocketAddress STRANGER = at("203.0.113.9", 4_000);

  private final SourceLock lock = new SourceLock();

  @BeforeEach
  void signal() {
    lock.signal(SIGNALLED, Set.of(REGISTERED.getAddress()));
  }

  @Test
  void theSignalledAddressIsTakenAtOnceAndAlways() {
    assertThat(lock.accepts(SIGNALLED, 0)).isTrue();
    assertThat(lock.remote()).isEqualTo(SIGNALLED);
  }

  @Test
  void nobodyIsHeardBeforeAnySdp() {
    var fresh = new SourceLock();

    assertThat(fresh.accepts(SIGNALLED, 0)).isFalse();
    assertThat(fresh.remote()).isNull();
  }

  @Test
  void anotherPortOfTheSignalledAddressIsLearnedAfterSeveralPackets() {
    assertThat(lock.accepts(MAPPED, 0)).isFalse();
    assertThat(lock.accepts(MAPPED, 0)).isFalse();
    assertThat(lock.remote()).isEqualTo(SIGNALLED);
    assertThat(lock.accepts(MAPPED, 0)).isTrue();
    assertThat(lock.remote()).isEqualTo(MAPPED);
  }

  @Test
  void theAddressThePeerRegisteredFromIsLearned() {
    learn(REGISTERED, 0);

    assertThat(lock.remote()).isEqualTo(REGISTERED);
  }

  @Test
  void packetsOfTwoCandidatesInTurnProveNothing() {
    for (int i = 0; i < 10; i++) {
      assertThat(lock.accepts(MAPPED, 0)).isFalse();
      assertThat(lock.accepts(REGISTERED, 0)).isFalse();
    }
  }

  @Test
  void aStrangerIsNeverLearned() {
    for (int i = 0; i < 100; i++) {
      assertThat(lock.accepts(STRANGER, i * SECOND)).isFalse();
    }
    assertThat(lock.remote()).isEqualTo(SIGNALLED);
  }

  @Test
  void whileThePeerTalksNobodyElseIsLearned() {
    for (int i = 0; i < 100; i++) {
      assertThat(lock.accepts(SIGNALLED, i)).isTrue();
      assertThat(lock.accepts(MAPPED, i)).isFalse();
      assertThat(lock.accepts(MAPPED, i)).isFalse();
      assertThat(lock.accepts(MAPPED, i)).isFalse();
    }
  }

  @Test
  void theSignalledAddressTakesTheLockBack() {
    learn(MAPPED, 0);

    assertThat(lock.accepts(SIGNALLED, 1)).isTrue();
    assertThat(lock.remote()).isEqualTo(SIGNALLED);
    assertThat(lock.accepts(MAPPED, 2)).isFalse();
  }

  @Test
  void afterTwoSecondsOfSilenceAnotherPortIsLearned() {
    lock.accepts(SIGNALLED, 0);
    assertThat(lock.accepts(MAPPED, 2 * SECOND)).isFalse();
    assertThat(lock.remote()).isEqualTo(SIGNALLED);

    learn(MAPPED, 2 * SECOND + 1);

    assertThat(lock.remote()).isEqualTo(MAPPED);
  }

  @Test
  void aNewAddressInTheSdpIsUsedAtOnce() {
    learn(MAPPED, 0);

    lock.signal(REGISTERED, Set.of());

    assertThat(lock.remote()).isEqualTo(REGISTERED);
    assertThat(lock.accepts(MAPPED, 1)).isFalse();
  }

  @Test
  void anSdpThatRepeatsTheAddressKeepsTheLockAndLearnsAgain() {
    learn(MAPPED, 0);

    lock.signal(SIGNALLED, Set.of(REGISTERED.getAddress()));
    assertThat(lock.remote()).isEqualTo(MAPPED);
    learn(REGISTERED, 1);

    assertThat(lock.remote()).isEqualTo(REGISTERED);
  }

  private void learn(InetSocketAddress source, long nanos) {
    assertThat(lock.accepts(source, nanos)).isFalse();
    assertThat(lock.accepts(source, nanos)).isFalse();
    assertThat(lock.accepts(source, nanos)).isTrue();
  }

  private static InetSocketAddress at(String address, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(address), port);
  }
}
