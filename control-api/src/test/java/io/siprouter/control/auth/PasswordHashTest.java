package io.siprouter.control.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {

  /** Of {@code correct horse}, made with OpenSSL. */
  private static final String FOREIGN =
      "$argon2id$v=19$m=19456,t=2,p=1$c"
          + "2FsdHNhbHRzYWx0c2FsdA$AdweBLwcflnNX2HVW8i1Mtu7frrn4Ki7h/rYSGuU7Is";

  @Test
  void hashOfAnotherProgramIsUnderstood() {
    var hash = PasswordHash.parse(FOREIGN).orElseThrow();

    assertThat(hash.matches("correct horse")).isTrue();
    assertThat(hash.matches("correct horsf")).isFalse();
    assertThat(hash.text()).isEqualTo(FOREIGN);
  }

  @Test
  void samePasswordNeverHasTheSameHash() {
    var one = PasswordHash.of("correct horse");
    var other = PasswordHash.of("correct horse");

    assertThat(one).isNotEqualTo(other);
    assertThat(PasswordHash.parse(one.text())).hasValue(one);
    assertThat(one).hasToString("(hidden)");
  }

  @Test
  void decoyTakesEverythingAndMatchesNothing() {
    assertThat(PasswordHash.decoy(Argon2Cost.USUAL).matches("")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "$2b$10$abcdefghijklmnopqrstuv",
        "$argon2i$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=999999,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=19456,t=0,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=19456,t=2,p=1$AAAA$AAAA"
      })
  void whatIsNoHashOfOursIsRefused(String text) {
    assertThat(PasswordHash.parse(text)).isEmpty();
  }
}
