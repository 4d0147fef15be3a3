package io.siprouter.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.siprouter.control.api.ControlClient;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Ends a ban. */
@Command(
    name = "unban",
    mixinStandardHelpOptions = true,
    description = "Ends the ban of an address.")
final class UnbanCommand implements Callable<Integer> {

  @Mixin private final StateOption state = new StateOption();

  @Parameters(paramLabel = "ADDRESS", description = "As `bans` shows it.")
  private String address = "";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    var host = address.replaceFirst("/64$", "");
    try (var daemon = new ControlClient(state.folder())) {
      daemon.delete("/api/v1/bans/" + URLEncoder.encode(host, UTF_8));
    }
    spec.commandLine().getOut().printf("%s is heard again.%n", address);
    return 0;
  }
}
