package io.siprouter.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NonceKeyTest {

  private static final byte[] TEXT = {1, 2, 3};

  @TempDir Path state;

  @Test
  void keySurvivesARestart() {
    var before = NonceKey.keptIn(state).sign('n', TEXT);

    assertThat(NonceKey.keptIn(state).sign('n', TEXT)).isEqualTo(before);
  }

  @Test
  void keyIsForItsOwnerOnly() throws IOException {
    NonceKey.keptIn(state);

    var permissions = Files.getPosixFilePermissions(state.resolve("nonce-key"));
    assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
  }

  @Test
  void brokenKeyIsReplaced() throws IOException {
    Files.write(state.resolve("nonce-key"), new byte[] {1, 2, 3});

    var key = NonceKey.keptIn(state).sign('n', TEXT);

    assertThat(NonceKey.keptIn(state).sign('n', TEXT)).isEqualTo(key);
  }

  @Test
  void stateThatCannotBeWrittenDoesNotStopUs() {
    var nowhere = state.resolve("missing");

    assertThat(NonceKey.keptIn(nowhere).sign('n', TEXT))
        .isNotEqualTo(NonceKey.keptIn(nowhere).sign('n', TEXT));
  }

  @Test
  void proofOfOneThingIsNoneOfAnother() {
    var key = NonceKey.random();

    assertThat(key.sign('n', TEXT)).isNotEqualTo(key.sign('o', TEXT));
  }
}
