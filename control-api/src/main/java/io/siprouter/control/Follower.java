package io.siprouter.control;

import io.siprouter.control.api.NoDaemonException;
import io.siprouter.control.api.StreamClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/**
 * Prints what the running daemon tells, over its restarts, until it is interrupted or nobody reads
 * any more. One thread.
 */
final class Follower {

  private static final int RETRY_MS = 500;

  private final Path state;
  private final PrintWriter out;
  private final PrintWriter err;

  Follower(Path state, CommandLine program) {
    this.state = state;
    this.out = program.getOut();
    this.err = program.getErr();
  }

  /**
   * Follows.
   *
   * @param wish the arguments of {@code subscribe}; empty where nothing is to be asked for
   * @param line what is printed for a message, with its end; empty for nothing
   * @throws NoDaemonException if there is none to begin with
   */
  void follow(Map<String, ?> wish, Function<JsonNode, String> line) throws IOException {
    try {
      var daemon = new StreamClient(state);
      while (tell(daemon, wish, line)) {
        err.println(
            "siprouter: the daemon has gone; what happens until it is back is missing here");
        err.flush();
        daemon = comeback();
        err.println("siprouter: the daemon is back");
        err.flush();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Prints until the daemon has gone; false where nobody reads that. */
  private boolean tell(StreamClient connected, Map<String, ?> wish, Function<JsonNode, String> line)
      throws IOException, InterruptedException {
    try (var daemon = connected) {
      if (!wish.isEmpty()) {
        daemon.ask("subscribe", wish);
      }
      for (var told = daemon.next(); told.isPresent(); told = daemon.next()) {
        out.print(line.apply(told.get()));
        if (out.checkError()) {
          return false;
        }
      }
      return true;
    }
  }

  private StreamClient comeback() throws IOException, InterruptedException {
    var never = new CountDownLatch(1);
    var back = Optional.<StreamClient>empty();
    while (back.isEmpty()) {
      var _ = never.await(RETRY_MS, TimeUnit.MILLISECONDS);
      back = attempt();
    }
    return back.get();
  }

  private Optional<StreamClient> attempt() throws IOException, InterruptedException {
    try {
      return Optional.of(new StreamClient(state));
    } catch (NoDaemonException _) {
      return Optional.empty();
    }
  }
}
