package io.siprouter.control.command;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Does the commands of one group. Any thread; never waits.
 *
 * @param <C> the group
 */
@FunctionalInterface
public interface Handler<C extends Command> {
  CompletionStage<Reply> handle(C command, Principal who);

  /**
   * What a command is about, as it is now, for those who take note of what it changes; empty where
   * there is nothing yet or nothing to compare. Never a secret.
   */
  default Optional<Object> subject(C command) {
    return Optional.empty();
  }
}
