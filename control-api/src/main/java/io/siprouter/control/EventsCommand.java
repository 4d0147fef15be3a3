package io.siprouter.control;

import static java.util.stream.Collectors.joining;

import io.siprouter.core.event.EventNames;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Shows what happens, as it happens. */
@Command(
    name = "events",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what happens as it happens, until Ctrl-C.",
      "A daemon that ends is waited for; standard error says so."
    })
final class EventsCommand implements Callable<Integer> {

  /** What the WebSocket says of itself. */
  private static final Set<String> OWN = Set.of("hello", "status", "events_dropped");

  @Mixin private final StateOption state = new StateOption();

  @Option(names = "--call", paramLabel = "ID", description = "Of this call only.")
  private @Nullable String call;

  @Option(
      names = "--event",
      paramLabel = "NAME",
      split = ",",
      description = {
        "Of this name only, for example call_ended; several with commas.",
        "quality and sip_trace are told only if they are named."
      })
  private @Nullable List<String> names;

  @Option(
      names = "--json",
      description =
          "Prints JSON, one event a line: what comes over the WebSocket, status included.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    var wanted = Optional.ofNullable(names).orElse(List.of());
    check(wanted);
    var meters = wanted.stream().filter(meters()::contains).toList();
    Map<String, ?> wish = meters.isEmpty() ? Map.of() : Map.of("events", meters);
    new Follower(state.folder(), spec.commandLine())
        .follow(wish, event -> fits(event, wanted) ? line(event) : "");
    return 0;
  }

  private void check(List<String> wanted) {
    var known = EventNames.all().stream().map(EventNames::of).collect(Collectors.toSet());
    known.addAll(OWN);
    for (var name : wanted) {
      if (!known.contains(name)) {
        var allowed = known.stream().sorted().collect(joining(", "));
        throw new ParameterException(
            spec.commandLine(), "--event \"%s\": one of %s is allowed".formatted(name, allowed));
      }
    }
  }

  private static Set<String> meters() {
    return EventNames.all().stream()
        .filter(EventNames::isMeter)
        .map(EventNames::of)
        .collect(Collectors.toSet());
  }

  private boolean fits(JsonNode event, List<String> wanted) {
    return event.has("event")
        && (wanted.isEmpty() || wanted.contains(event.path("event").asString()))
        && (call == null || call.equals(event.path("call_id").asString("")));
  }

  private String line(JsonNode event) {
    if (json) {
      return event + "\n";
    }
    return event.has("seq") || event.has("ts") ? text(event) : own(event);
  }

  private static String own(JsonNode event) {
    return event.path("event").asString().equals("events_dropped")
        ? "%d events were missed%n".formatted(event.path("data").path("count").asLong())
        : "";
  }

  private static String text(JsonNode event) {
    var fields =
        event.path("data").properties().stream()
            .map(field -> " " + field.getKey() + "=" + field.getValue())
            .collect(joining());
    return TerminalText.harmless(
        "%s %s%s%s%s%n"
            .formatted(
                event.path("ts").asString(),
                event.path("event").asString(),
                field(event, "call"),
                field(event, "leg"),
                fields));
  }

  private static String field(JsonNode event, String of) {
    var id = event.path(of + "_id").asString("");
    return id.isEmpty() ? "" : " " + of + " " + id;
  }
}
