package io.siprouter.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.siprouter.config.AppConfig;
import io.siprouter.config.ConfigException;
import io.siprouter.config.ConfigLoader;
import io.siprouter.config.Device;
import io.siprouter.config.route.RouteQuestion;
import io.siprouter.control.api.ControlClient;
import io.siprouter.control.command.Json;
import io.siprouter.control.command.Rfc3339;
import io.siprouter.core.call.Explainer;
import io.siprouter.core.explain.Explanation;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says where a number would be routed, and why. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Says where a call would go, and why: every rule tried, who rings, what is sent.",
      "The running daemon is asked. With --config, or where none runs, the file alone is."
    })
final class ExplainCommand implements Callable<Integer> {

  @Parameters(paramLabel = "NUMBER", description = "The number as it is dialled.")
  private String number = "";

  @ArgGroup private @Nullable From from;

  /** Who calls. */
  static final class From {
    @Option(
        names = "--from",
        paramLabel = "DEVICE",
        description = "The device that dials, by its id or extension. Else the first one.")
    private @Nullable String device;

    @ArgGroup(exclusive = false)
    private @Nullable Outside outside;
  }

  /** A call from a provider. */
  static final class Outside {
    @Option(
        names = "--provider",
        paramLabel = "ID",
        required = true,
        description = "The provider that the call comes from.")
    private String provider = "";

    @Option(
        names = "--caller",
        paramLabel = "NUMBER",
        description = "The caller's number, as this provider writes it. Else it is withheld.")
    private String caller = "";
  }

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "When the call begins, such as 2026-12-25T10:00+01:00. Else now.")
  private @Nullable String at;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Mixin private final ConfigOption config = new ConfigOption();
  @Mixin private final StateOption state = new StateOption();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws ConfigException, IOException {
    var explanation = daemonIsAsked() ? ask() : read();
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(explanation));
    } else {
      new ExplanationText(out).print(explanation);
    }
    return 0;
  }

  private boolean daemonIsAsked() {
    return !config.isGiven() && ControlClient.isThere(state.folder());
  }

  private Explanation ask() throws IOException {
    try (var daemon = new ControlClient(state.folder())) {
      return Json.as(Explanation.class, daemon.get("/api/v1/routes/explain?" + query()));
    }
  }

  private String query() {
    var given = new LinkedHashMap<String, String>();
    given.put("to", number);
    moment().ifPresent(begin -> given.put("at", begin.toString()));
    from().map(it -> it.device).ifPresent(device -> given.put("from", device));
    outside().ifPresent(it -> given.put("provider", it.provider));
    outside().ifPresent(it -> given.put("caller", it.caller));
    return given.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
        .collect(joining("&"));
  }

  private Explanation read() throws ConfigException {
    var loaded = ConfigLoader.load(config.file());
    return new Explainer(loaded).explain(question(loaded));
  }

  private Optional<Instant> moment() {
    return Optional.ofNullable(at).map(text -> Rfc3339.parse(text).orElseThrow(() -> noTime(text)));
  }

  private ParameterException noTime(String text) {
    return wrong("--at is \"" + text + "\", which " + Rfc3339.FAULT);
  }

  private Optional<From> from() {
    return Optional.ofNullable(from);
  }

  private Optional<Outside> outside() {
    return from().map(it -> it.outside);
  }

  private RouteQuestion question(AppConfig loaded) {
    var begin = moment().orElseGet(Instant::now);
    return outside()
        .<RouteQuestion>map(
            it ->
                new RouteQuestion.FromProvider(
                    known(loaded, it.provider), number, it.caller, begin))
        .orElseGet(() -> new RouteQuestion.FromDevice(caller(loaded), number, begin));
  }

  private String known(AppConfig loaded, String providerId) {
    if (loaded.provider(providerId).isEmpty()) {
      throw wrong("there is no provider " + providerId);
    }
    return providerId;
  }

  private String caller(AppConfig loaded) {
    return from()
        .map(it -> it.device)
        .map(name -> loaded.deviceNamed(name).orElseThrow(() -> noDevice(name, loaded)))
        .or(() -> loaded.devices().stream().findFirst())
        .map(Device::id)
        .orElseThrow(() -> wrong("there is no device that could dial"));
  }

  private ParameterException noDevice(String name, AppConfig loaded) {
    var ids = loaded.devices().stream().map(Device::id).toList();
    return wrong("there is no device " + name + ", but " + ids);
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
