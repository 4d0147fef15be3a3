package io.siprouter.control;

import static java.util.stream.Collectors.joining;

import io.siprouter.control.api.Api;
import io.siprouter.control.api.ControlClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Shows the whole picture: providers, phones and calls. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Shows what the running daemon is doing: providers, phones, calls.")
final class StatusCommand implements Callable<Integer> {

  @Mixin private final StateOption state = new StateOption();

  @Option(names = "--json", description = "Prints the answer of GET /api/v1/status.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    var out = spec.commandLine().getOut();
    try (var daemon = new ControlClient(state.folder())) {
      var status = daemon.get(Api.BASE + "/status");
      if (json) {
        out.println(status);
      } else {
        show(status, out);
      }
    }
    return 0;
  }

  private static void show(JsonNode status, PrintWriter out) {
    var started = Instant.parse(status.path("started_at").asString());
    out.printf(
        "siprouter %s, up %s%n%n",
        status.path("version").asString(), duration(Duration.between(started, Instant.now())));
    providers(status.path("providers")).print(out);
    out.println();
    devices(status.path("devices")).print(out);
    out.println();
    calls(status.path("calls")).print(out);
  }

  /** As {@code 3 d 4 h}, the two largest units. */
  static String duration(Duration time) {
    if (time.toDays() > 0) {
      return "%d d %d h".formatted(time.toDays(), time.toHoursPart());
    }
    return time.toHours() > 0
        ? "%d h %d min".formatted(time.toHours(), time.toMinutesPart())
        : "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart());
  }

  private static Columns providers(JsonNode providers) {
    var table = new Columns("PROVIDER", "STATE", "WHY");
    for (var each : providers) {
      table.add(text(each, "id"), text(each, "state"), text(each, "reason"));
    }
    return table;
  }

  private static Columns devices(JsonNode devices) {
    var table = new Columns("DEVICE", "EXTENSION", "NAME", "REGISTERED FROM");
    for (var each : devices) {
      var places =
          each.path("contacts").valueStream().map(it -> text(it, "address")).collect(joining(", "));
      table.add(text(each, "id"), text(each, "extension"), text(each, "display_name"), places);
    }
    return table;
  }

  /** Also what `calls` shows. */
  static Columns calls(JsonNode calls) {
    var table = new Columns("CALL", "STATE", "FROM", "TO", "SINCE", "LEGS");
    for (var each : calls) {
      var legs =
          each.path("legs")
              .valueStream()
              .map(
                  leg ->
                      "%s %s %s"
                          .formatted(text(leg, "id"), text(leg, "remote"), text(leg, "state")))
              .collect(joining(", "));
      table.add(
          text(each, "id"),
          text(each, "state"),
          text(each, "from"),
          text(each, "to"),
          text(each, "created_at"),
          legs);
    }
    return table;
  }

  private static String text(JsonNode object, String field) {
    return object.path(field).asString("");
  }
}
