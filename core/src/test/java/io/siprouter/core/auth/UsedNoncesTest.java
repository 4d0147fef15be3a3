package io.siprouter.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UsedNoncesTest {

  private static final long START_MS = 1_000;

  private final UsedNonces used = new UsedNonces(START_MS);
  private final Nonce nonce = new Nonce(START_MS, 1);

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
  void nonceOfBeforeTheStartMayHaveBeenUsed() {
    assertThat(used.use("alice", new Nonce(START_MS - 1, 1), 1)).isFalse();
  }

  @Test
  void forgottenNonceCountsAsUsedAndSoDoWhatIsOlder() {
    for (int i = 0; i <= UsedNonces.MOST; i++) {
      assertThat(used.use("alice", new Nonce(START_MS + 10 + i, i), 1)).isTrue();
    }

    assertThat(used.use("alice", new Nonce(START_MS + 10, 0), 2)).isFalse();
    assertThat(used.use("alice", new Nonce(START_MS + 5, 99), 1)).isFalse();
    assertThat(used.use("alice", new Nonce(START_MS + 11, 1), 2)).isTrue();
  }

  @Test
  void noDeviceTakesTheRoomOfAnother() {
    assertThat(used.use("alice", nonce, 1)).isTrue();
    for (int i = 0; i < 2 * UsedNonces.MOST; i++) {
      used.use("mallory", new Nonce(START_MS + i, i), 1);
    }

    assertThat(used.use("alice", nonce, 2)).isTrue();
  }
}
