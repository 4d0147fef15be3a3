package io.siprouter.control.command;

import java.util.concurrent.CompletionStage;

/**
 * Does the commands of one group. Any thread; never waits.
 *
 * @param <C> the group
 */
@FunctionalInterface
public interface Handler<C extends Command> {
  CompletionStage<Reply> handle(C command, Principal who);
}
