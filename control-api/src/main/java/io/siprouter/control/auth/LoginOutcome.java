package io.siprouter.control.auth;

import io.siprouter.control.command.Principal;
import java.time.Duration;

/** What came of a login, or of a set-up. */
public sealed interface LoginOutcome {

  /**
   * They are in.
   *
   * @param cookie of their session
   */
  record Welcome(String cookie, Principal who) implements LoginOutcome {
    @Override
    public String toString() {
      return "Welcome[" + who + "]";
    }
  }

  /** Name or password, or the set-up link, is not right. */
  record Wrong() implements LoginOutcome {}

  /** The new name or password cannot be taken. */
  record Unfit(String field, String why) implements LoginOutcome {}

  /** Too much was tried, or too much is being tried. */
  record TooMany(Duration retryAfter) implements LoginOutcome {}
}
