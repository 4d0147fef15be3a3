package io.siprouter.control;

import io.siprouter.control.api.Api;
import io.siprouter.control.api.ControlClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Makes a call. */
@Command(
    name = "call",
    mixinStandardHelpOptions = true,
    description = "Calls FROM and, as soon as it answers, TO, and connects them.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the call is as far as was waited for; it goes on",
      "1:it is not; the last line says why",
      "2:the command line is wrong",
      "3:no daemon runs with this state folder"
    })
final class CallCommand implements Callable<Integer> {

  /** What to wait for. */
  enum Wait {
    CREATED,
    RINGING,
    ANSWERED
  }

  /** A little longer than the daemon lets anybody wait. */
  private static final Duration PATIENCE = Duration.ofSeconds(190);

  private static final Pattern CALLER = Pattern.compile("(?:(.*?)\\s*<([^<>]+)>|([^<>]+))");
  private static final Pattern HEADER = Pattern.compile("([^:\\s]+)\\s*:\\s*(.*)");

  @Mixin private final StateOption state = new StateOption();

  @Parameters(paramLabel = "FROM", index = "0", description = "A device, an extension or a number.")
  private String from = "";

  @Parameters(paramLabel = "TO", index = "1", description = "An extension or a number.")
  private String to = "";

  @Option(
      names = "--wait",
      paramLabel = "WHAT",
      description = "Comes back once the call is created (the default), ringing or answered.")
  private Wait wait = Wait.CREATED;

  @Option(
      names = "--header",
      paramLabel = "\"NAME: VALUE\"",
      description = "Written into the INVITEs of this call; may be given again.")
  private List<String> headers = new ArrayList<>();

  @Option(
      names = "--from",
      paramLabel = "\"NAME <NUMBER>\"",
      description = "Whom the called side sees; the name may be left out.")
  private @Nullable String caller;

  @Option(
      names = "--on-behalf",
      paramLabel = "DEVICE",
      description = "By whose rights and routes numbers are dialled; else by those of FROM.")
  private @Nullable String onBehalf;

  @Option(names = "--json", description = "Prints the answer of POST /api/v1/calls.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    var wish = wish();
    try (var daemon = new ControlClient(state.folder(), PATIENCE)) {
      var call = daemon.post(Api.BASE + "/calls", wish).orElseThrow();
      spec.commandLine().getOut().println(json ? call.toString() : described(call));
    }
    return 0;
  }

  private static String described(JsonNode call) {
    return "Call %s from %s to %s is %s."
        .formatted(
            call.path("id").asString(),
            call.path("from").asString(),
            call.path("to").asString(),
            call.path("state").asString());
  }

  private Map<String, Object> wish() {
    var wish = new LinkedHashMap<String, Object>();
    wish.put("from", from);
    wish.put("to", to);
    wish.put("wait", wait.name().toLowerCase(Locale.ROOT));
    if (!headers.isEmpty()) {
      wish.put("headers", parsedHeaders());
    }
    Optional.ofNullable(caller).ifPresent(text -> wish.put("caller", parsedCaller(text)));
    Optional.ofNullable(onBehalf).ifPresent(device -> wish.put("on_behalf", device));
    return wish;
  }

  private Map<String, String> parsedHeaders() {
    var parsed = new LinkedHashMap<String, String>();
    for (var header : headers) {
      var parts = HEADER.matcher(header);
      if (!parts.matches()) {
        throw new ParameterException(
            spec.commandLine(), "--header \"%s\" has to be \"Name: value\"".formatted(header));
      }
      parsed.put(parts.group(1), parts.group(2));
    }
    return parsed;
  }

  private Map<String, String> parsedCaller(String text) {
    var parts = CALLER.matcher(text.strip());
    if (!parts.matches()) {
      throw new ParameterException(
          spec.commandLine(), "--from \"%s\" has to be \"Name <number>\"".formatted(text));
    }
    var caller = new LinkedHashMap<String, String>();
    Optional.ofNullable(parts.group(1))
        .filter(name -> !name.isEmpty())
        .ifPresent(name -> caller.put("name", name));
    var number = Optional.ofNullable(parts.group(2)).orElseGet(() -> parts.group(3));
    caller.put("number", number);
    return caller;
  }
}
