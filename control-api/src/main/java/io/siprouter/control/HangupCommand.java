package io.siprouter.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.siprouter.control.api.Api;
import io.siprouter.control.api.ControlClient;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Ends a call. */
@Command(
    name = "hangup",
    mixinStandardHelpOptions = true,
    description = "Ends a call with all its legs.")
final class HangupCommand implements Callable<Integer> {

  @Mixin private final StateOption state = new StateOption();

  @Parameters(paramLabel = "CALL", description = "Its id, as `calls` shows it.")
  private String call = "";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    try (var daemon = new ControlClient(state.folder())) {
      daemon.delete(Api.BASE + "/calls/" + URLEncoder.encode(call, UTF_8));
    }
    spec.commandLine().getOut().printf("Call %s is hung up.%n", call);
    return 0;
  }
}
