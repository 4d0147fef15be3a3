package io.siprouter.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UsedNoncesTest {

  private static final long NOW_MS = 1_000;

  private final UsedNonces used = new UsedNonces();
  private final Nonce nonce = new Nonce(NOW_MS, 0);

  @Test
  void eachCountIsTakenOnce() {
    assertThat(used.use("alice", nonce, 1)).isTrue();
    assertThat(used.use("alice", nonce, 1)).isFalse();
    assertThat(used.use("alice", nonce, 2)).isTrue();
  }

  @Test
  void countsMayComeOutOfOrder() {
    assertThat(used.use("alice", nonce, 64)).isTrue();

    for (int count = 63; count >= 1; count--) {
      assertThat(used.use("alice", nonce, count)).as("%d", count).isTrue();
      assertThat(used.use("alice", nonce, count)).as("%d again", count).isFalse();
    }
  }

  @Test
  void countThatIsLateBeyondTheWindowIsNotTaken() {
    used.use("alice", nonce, 65);

    assertThat(used.use("alice", nonce, 1)).isFalse();
    assertThat(used.use("alice", nonce, 2)).isTrue();
  }

  @Test
  void countMayJumpButNeverBack() {
    assertThat(used.use("alice", nonce, Integer.MAX_VALUE)).isTrue();

    assertThat(used.use("alice", nonce, Integer.MAX_VALUE)).isFalse();
    assertThat(used.use("alice", nonce, 0)).isFalse();
    assertThat(used.use("alice", nonce, -1)).isFalse();
  }

  @Test
  void forgottenNonceCountsAsUsedAndSoDoWhatIsOlder() {
    for (int i = 0; i <= UsedNonces.MOST; i++) {
      assertThat(used.use("alice", new Nonce(NOW_MS, 10 + i), 1)).isTrue();
    }

    assertThat(used.use("alice", new Nonce(NOW_MS, 10), 2)).isFalse();
    assertThat(used.use("alice", new Nonce(NOW_MS, 5), 1)).isFalse();
    assertThat(used.use("alice", new Nonce(NOW_MS, 11), 2)).isTrue();
  }

  @Test
  void clockThatWasSetBackLocksNobodyOut() {
    for (int i = 0; i <= UsedNonces.MOST; i++) {
      used.use("alice", new Nonce(NOW_MS, i), 1);
    }

    assertThat(used.use("alice", new Nonce(0, UsedNonces.MOST + 1), 1)).isTrue();
  }

  @Test
  void noDeviceTakesTheRoomOfAnother() {
    assertThat(used.use("alice", nonce, 1)).isTrue();
    for (int i = 0; i < 2 * UsedNonces.MOST; i++) {
      used.use("mallory", new Nonce(NOW_MS, i), 1);
    }

    assertThat(used.use("alice", nonce, 2)).isTrue();
  }
}
