package io.siprouter.control;

import static java.util.stream.Collectors.joining;

import io.siprouter.control.api.Api;
import io.siprouter.control.api.ControlClient;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Lists who may log in. */
@Command(
    name = "users",
    mixinStandardHelpOptions = true,
    description = "Lists who may log in, and what they may do there, at the running daemon.")
final class UsersCommand implements Callable<Integer> {

  @Mixin private final StateOption state = new StateOption();

  @Option(names = "--json", description = "Prints the answer of GET /api/v1/users.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    var out = spec.commandLine().getOut();
    try (var daemon = new ControlClient(state.folder())) {
      var users = daemon.get(Api.BASE + "/users");
      if (json) {
        out.println(users);
      } else {
        table(users.path("items")).print(out);
      }
    }
    return 0;
  }

  private static Columns table(JsonNode users) {
    var table = new Columns("NAME", "SCOPES", "MADE");
    for (var user : users) {
      table.add(
          user.path("name").asString(),
          user.path("scopes").valueStream().map(JsonNode::asString).collect(joining(",")),
          user.path("configured").asBoolean() ? "in the configuration" : "at run time");
    }
    return table;
  }
}
