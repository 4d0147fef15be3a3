package io.siprouter.control;

import io.siprouter.control.api.Api;
import io.siprouter.control.api.ControlClient;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the calls there are. */
@Command(
    name = "calls",
    mixinStandardHelpOptions = true,
    description = "Shows the calls of the running daemon.")
final class CallsCommand implements Callable<Integer> {

  @Mixin private final StateOption state = new StateOption();

  @Option(names = "--json", description = "Prints the answer of GET /api/v1/calls.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    var out = spec.commandLine().getOut();
    try (var daemon = new ControlClient(state.folder())) {
      var calls = daemon.get(Api.BASE + "/calls");
      if (json) {
        out.println(calls);
      } else {
        StatusCommand.calls(calls.path("items")).print(out);
      }
    }
    return 0;
  }
}
