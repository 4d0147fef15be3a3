package io.siprouter.control;

import io.siprouter.control.api.ControlClient;
import io.siprouter.control.health.Probes;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says whether the daemon serves, for whoever restarts it otherwise. */
@Command(
    name = "health",
    mixinStandardHelpOptions = true,
    description = "Says by the exit code whether the running daemon serves.")
final class HealthCommand implements Callable<Integer> {

  @Mixin private final StateOption state = new StateOption();

  @Option(
      names = "--ready",
      description = "Asks whether it takes calls, not just whether it lives.")
  private boolean ready;

  @Option(names = "--json", description = "Prints the answer of GET /healthz or /readyz.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    try (var daemon = new ControlClient(state.folder())) {
      var verdict = daemon.get(ready ? Probes.READY : Probes.LIVE);
      var words = ready ? "ready for calls" : "healthy";
      var detail = verdict.path("detail").asString("");
      var said = detail.isEmpty() ? words : words + "; " + detail;
      spec.commandLine().getOut().println(json ? verdict.toString() : said);
    }
    return 0;
  }
}
