package io.siprouter.control;

import io.siprouter.control.api.ControlClient;
import io.siprouter.control.command.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Makes, lists and revokes tokens of programs. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description = "Makes, lists and revokes tokens of programs, at the running daemon.")
final class TokenCommand implements Runnable {

  private static final String LINE = "%-24s %-10s %-30s %s%n";

  @Mixin private final StateOption state = new StateOption();
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "create, list or revoke is missing");
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = "Makes a token and prints it, this once.")
  int create(
      @Parameters(paramLabel = "ID", description = "A name for it.") String id,
      @Option(
              names = "--scopes",
              split = ",",
              required = true,
              paramLabel = "SCOPE",
              description = "What its bearer may do: read, call, record, config, admin (all).")
          List<String> scopes)
      throws IOException {
    var body = Json.object().put("id", id);
    body.set("scopes", Json.tree(scopes));
    try (var daemon = new ControlClient(state.folder())) {
      var made = daemon.post("/api/v1/tokens", body).orElseThrow();
      spec.commandLine().getOut().println(made.path("token").asString());
    }
    return 0;
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists all tokens.")
  int list(@Option(names = "--json", description = "As JSON.") boolean json) throws IOException {
    var out = spec.commandLine().getOut();
    try (var daemon = new ControlClient(state.folder())) {
      var tokens = daemon.get("/api/v1/tokens").path("items");
      if (json) {
        out.println(tokens);
        return 0;
      }
      out.printf(LINE, "id", "begins", "scopes", "made");
      tokens.forEach(
          token ->
              out.printf(
                  LINE,
                  token.path("id").asString(),
                  token.path("prefix").asString(),
                  token
                      .path("scopes")
                      .valueStream()
                      .map(JsonNode::asString)
                      .collect(Collectors.joining(",")),
                  token.path("created_at").asString("in the configuration")));
    }
    return 0;
  }

  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description = "Makes a token worthless.")
  int revoke(@Parameters(paramLabel = "ID", description = "Its name.") String id)
      throws IOException {
    try (var daemon = new ControlClient(state.folder())) {
      daemon.delete("/api/v1/tokens/" + URLEncoder.encode(id, StandardCharsets.UTF_8));
    }
    return 0;
  }
}
