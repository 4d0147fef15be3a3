package io.siprouter.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.siprouter.control.api.ControlClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

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

  private static final int POLL_MS = 500;
  private static final int ALL = 100_000;

  /** What a terminal would obey, if a stranger wrote it. */
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\x80-\\x9f&&[^\n\t]]");

  @Mixin private final StateOption state = new StateOption();
  @Mixin private final TraceOptions wanted = new TraceOptions();

  @Option(names = "--follow", description = "Shows messages as they pass, until Ctrl-C.")
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
  public Integer call() throws IOException, InterruptedException {
    var out = spec.commandLine().getOut();
    try (var daemon = new ControlClient(state.folder())) {
      if (pcap != null) {
        Files.write(pcap, daemon.download(path(Map.of("format", "pcap", "limit", ALL))));
      } else if (follow) {
        follow(daemon, out);
      } else if (!wanted.onlyCall().isEmpty()) {
        ladder(daemon, out, wanted.onlyCall());
      } else {
        print(daemon.get(path(Map.of())).path("items"), out);
      }
    }
    return 0;
  }

  private String path(Map<String, Object> more) {
    return "/api/v1/trace?" + wanted.query(more);
  }

  private void ladder(ControlClient daemon, PrintWriter out, String call) throws IOException {
    var path = "/api/v1/calls/" + call + "/ladder?format=" + (json ? "json" : "text");
    out.print(new String(daemon.download(path), UTF_8));
    out.flush();
  }

  private void follow(ControlClient daemon, PrintWriter out)
      throws IOException, InterruptedException {
    var never = new CountDownLatch(1);
    long seen = latest(daemon.get("/api/v1/trace?limit=1").path("items"), 0);
    do {
      var messages = daemon.get(path(Map.of("after", seen))).path("items");
      print(messages, out);
      seen = latest(messages, seen);
    } while (!never.await(POLL_MS, TimeUnit.MILLISECONDS));
  }

  private static long latest(JsonNode messages, long before) {
    return messages.isEmpty() ? before : messages.path(messages.size() - 1).path("seq").asLong();
  }

  private void print(JsonNode messages, PrintWriter out) {
    messages.forEach(message -> out.print(json ? message + "\n" : text(message)));
    out.flush();
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
            harmless(message.path("message").asString()));
  }

  private static String harmless(String message) {
    return CONTROL.matcher(message.replace("\r\n", "\n")).replaceAll("?");
  }
}
