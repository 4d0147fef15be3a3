package io.siprouter.control;

import io.siprouter.control.api.Api;
import io.siprouter.control.api.ControlClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Shows who is banned at the moment. */
@Command(
    name = "bans",
    mixinStandardHelpOptions = true,
    description = "Shows the addresses that are banned for wrong passwords.")
final class BansCommand implements Callable<Integer> {

  private static final String LINE = "%-44s %-9s %s%n";

  @Mixin private final StateOption state = new StateOption();

  @Option(names = "--json", description = "Prints the answer of GET /api/v1/bans.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    var out = spec.commandLine().getOut();
    try (var daemon = new ControlClient(state.folder())) {
      var bans = daemon.get(Api.BASE + "/bans");
      if (json) {
        out.println(bans);
      } else {
        print(bans.path("items"), out);
      }
    }
    return 0;
  }

  private static void print(JsonNode bans, PrintWriter out) {
    out.printf(LINE, "address", "failures", "until");
    bans.forEach(
        ban ->
            out.printf(
                LINE,
                ban.path("source").asString(),
                ban.path("failures").asString(),
                ban.path("until").asString()));
  }
}
