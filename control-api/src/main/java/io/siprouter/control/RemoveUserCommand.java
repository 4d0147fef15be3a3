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

/** Removes a user of the control interface. */
@Command(
    name = "remove-user",
    mixinStandardHelpOptions = true,
    description = "Removes a user, who is logged out everywhere, at the running daemon.")
final class RemoveUserCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "NAME", description = "Name of the user.")
  private String name = "";

  @Mixin private final StateOption state = new StateOption();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    try (var daemon = new ControlClient(state.folder())) {
      daemon.delete(Api.BASE + "/users/" + URLEncoder.encode(name, UTF_8));
    }
    spec.commandLine().getOut().println(name + " is removed.");
    return 0;
  }
}
