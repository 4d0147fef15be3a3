package io.siprouter.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.siprouter.control.api.ControlClient;
import io.siprouter.core.event.EventNames;
import io.siprouter.core.event.ServerEvent.SipTrace;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows SIP messages, or the ladder of a call. */
@Command(
    name = "trace",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the latest SIP messages that fit all that is given.",
      "With --call alone it draws the ladder of that call.",
      "Passwords and keys are not shown; numbers and addresses are."
    })
final class TraceCommand implements Callable<Integer> {

  private static final String TRACE = EventNames.of(SipTrace.class);
  private static final int ALL = 100_000;

  @Mixin private final StateOption state = new StateOption();
  @Mixin private final TraceOptions wanted = new TraceOptions();

  @Option(
      names = "--follow",
      description = "Shows messages as they pass, until Ctrl-C, over restarts.")
  private boolean follow;

  @Option(
      names = "--pcap",
      paramLabel = "FILE",
      description = "Writes them into a file that Wireshark opens.")
  private @Nullable Path pcap;

  @Option(names = "--json", description = "Prints JSON, one message a line.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (follow && (pcap != null || wanted.isLimited())) {
      throw new ParameterException(
          spec.commandLine(), "--follow goes neither with --pcap nor with --limit");
    }
    if (follow) {
      follow();
    } else {
      show();
    }
    return 0;
  }

  private void show() throws IOException {
    var out = spec.commandLine().getOut();
    try (var daemon = new ControlClient(state.folder())) {
      if (pcap != null) {
        Files.write(pcap, daemon.download(path(Map.of("format", "pcap", "limit", ALL))));
      } else if (!wanted.onlyCall().isEmpty()) {
        ladder(daemon, out, wanted.onlyCall());
      } else {
        print(daemon.get(path(Map.of())).path("items"), out);
      }
    }
  }

  private String path(Map<String, Object> more) {
    return "/api/v1/trace?" + wanted.query(more);
  }

  private void ladder(ControlClient daemon, PrintWriter out, String call) throws IOException {
    var path = "/api/v1/calls/" + call + "/ladder?format=" + (json ? "json" : "text");
    out.print(new String(daemon.download(path), UTF_8));
    out.flush();
  }

  private void follow() throws IOException {
    Map<String, ?> wish = Map.of("events", List.of(TRACE), "trace", wanted.filter());
    new Follower(state.folder(), spec.commandLine())
        .follow(wish, event -> isMessage(event) ? shown(message(event)) : "");
  }

  private static boolean isMessage(JsonNode event) {
    return event.path("event").asString("").equals(TRACE);
  }

  /** As GET /trace has it. */
  private static JsonNode message(JsonNode event) {
    var message = (ObjectNode) event.path("data").deepCopy();
    for (var id : List.of("call_id", "leg_id")) {
      event.optional(id).ifPresent(value -> message.set(id, value));
    }
    return message;
  }

  private void print(JsonNode messages, PrintWriter out) {
    messages.forEach(message -> out.print(shown(message)));
    out.flush();
  }

  private String shown(JsonNode message) {
    return json ? message + "\n" : text(message);
  }

  private static String text(JsonNode message) {
    var call = message.path("call_id").asString("");
    return "%s %s %s %s%s%n%s%n"
        .formatted(
            message.path("timestamp").asString(),
            message.path("direction").asString(),
            message.path("transport").asString(),
            message.path("remote").asString(),
            call.isEmpty() ? "" : " call " + call + " leg " + message.path("leg_id").asString(),
            TerminalText.harmless(message.path("message").asString()));
  }
}
