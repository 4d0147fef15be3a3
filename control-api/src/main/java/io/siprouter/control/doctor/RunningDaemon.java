package io.siprouter.control.doctor;

import io.siprouter.control.api.ControlClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A daemon that runs and answers.
 *
 * @param process empty where another user's it is
 */
record RunningDaemon(Path state, Optional<Processes.Holder> process) {

  /** The daemon of a state folder, if it answers. */
  static Optional<RunningDaemon> of(Path state, Machine machine) {
    var process = new Processes(machine).withFile(state.resolve("lock"));
    var daemon = new RunningDaemon(state, process);
    return daemon.read("/api/v1/bans").map(_ -> daemon);
  }

  /** What it tells at a path of its interface; empty where it tells nothing. */
  Optional<JsonNode> read(String path) {
    try (var client = new ControlClient(state)) {
      return Optional.of(client.get(path));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return process.map(Object::toString).orElse("the running daemon");
  }
}
