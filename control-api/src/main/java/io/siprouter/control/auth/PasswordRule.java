package io.siprouter.control.auth;

import java.util.Locale;
import java.util.Optional;

/** What a new password has to be like. */
public final class PasswordRule {

  static final int MIN_LENGTH = 10;
  static final int MAX_LENGTH = 256;
  private static final int DIFFERENT = 5;

  private PasswordRule() {}

  /** What is wrong with a password, if anything. */
  public static Optional<String> fault(String name, String password) {
    int length = password.codePointCount(0, password.length());
    if (length < MIN_LENGTH || length > MAX_LENGTH) {
      return Optional.of("a password has %d to %d characters".formatted(MIN_LENGTH, MAX_LENGTH));
    }
    if (password.codePoints().distinct().count() < DIFFERENT) {
      return Optional.of("a password has at least %d different characters".formatted(DIFFERENT));
    }
    return contains(password, name)
        ? Optional.of("a password does not contain the name")
        : Optional.empty();
  }

  private static boolean contains(String password, String name) {
    return password.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
  }
}
