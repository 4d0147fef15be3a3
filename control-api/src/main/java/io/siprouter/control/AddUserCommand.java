package io.siprouter.control;

import io.siprouter.control.api.ControlClient;
import io.siprouter.control.auth.PasswordHash;
import io.siprouter.control.auth.PasswordRule;
import io.siprouter.control.command.Json;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a user of the control interface. */
@Command(
    name = "add-user",
    mixinStandardHelpOptions = true,
    description =
        "Makes a user of the pages and the control interface, at the running daemon. The password"
            + " is asked for, or read from standard input.")
final class AddUserCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "NAME", description = "Name to log in with.")
  private String name = "";

  @Option(
      names = "--scopes",
      split = ",",
      paramLabel = "SCOPE",
      description =
          "What the user may do: read, call, record, config, admin (all). Default: admin.")
  private List<String> scopes = List.of("admin");

  @Option(
      names = "--print",
      description = "Print the entry for users[] of the configuration instead; needs no daemon.")
  private boolean print;

  @Mixin private final StateOption state = new StateOption();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    var password = SecretPrompt.read("Password of " + name + ": ");
    PasswordRule.fault(name, password)
        .ifPresent(
            why -> {
              throw new ParameterException(spec.commandLine(), why);
            });
    var out = spec.commandLine().getOut();
    if (print) {
      var entry =
          Json.object().put("id", name).put("passwordHash", PasswordHash.of(password).text());
      entry.set("scopes", Json.tree(scopes));
      out.println(entry);
      return 0;
    }
    var body = Json.object().put("name", name).put("password", password);
    body.set("scopes", Json.tree(scopes));
    try (var daemon = new ControlClient(state.folder())) {
      var _ = daemon.post("/api/v1/users", body);
    }
    out.println(name + " can log in.");
    return 0;
  }
}
