package io.siprouter.control.doctor;

import static io.siprouter.control.doctor.Finding.fault;
import static io.siprouter.control.doctor.Finding.ok;
import static io.siprouter.control.doctor.Finding.warning;

import io.siprouter.control.auth.PasswordHash;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** Whether passwords are hashed rightly, and how long that takes. */
final class Argon2Checkup implements Checkup {

  private static final String PASSWORD = "correct horse";

  /** Of that password, made with OpenSSL. */
  private static final String HASH =
      "$argon2id$v=19$m=19456,t=2,p=1$c"
          + "2FsdHNhbHRzYWx0c2FsdA$AdweBLwcflnNX2HVW8i1Mtu7frrn4Ki7h/rYSGuU7Is";

  private final Predicate<String> hashing;
  private final Duration slow;

  Argon2Checkup() {
    this(PasswordHash.parse(HASH).orElseThrow()::matches, Duration.ofSeconds(2));
  }

  /**
   * @param hashing whether a password is the one of the hash
   * @param slow what is too long for a person who waits
   */
  Argon2Checkup(Predicate<String> hashing, Duration slow) {
    this.hashing = hashing;
    this.slow = slow;
  }

  @Override
  public String subject() {
    return "Argon2";
  }

  @Override
  public List<Finding> look(Patient patient) {
    long begin = System.nanoTime();
    if (!hashing.test(PASSWORD)) {
      return List.of(
          fault(
              subject(),
              "hashes wrongly: nobody can log in",
              "install siprouter and Java anew; a file of theirs is broken"));
    }
    var took = Duration.ofNanos(System.nanoTime() - begin);
    var found = "a password is checked in %d ms".formatted(took.toMillis());
    return List.of(
        took.compareTo(slow) > 0
            ? warning(subject(), found, "logins wait for a processor: look at what else runs here")
            : ok(subject(), found));
  }
}
