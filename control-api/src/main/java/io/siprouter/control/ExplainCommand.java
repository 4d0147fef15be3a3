package io.siprouter.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.siprouter.config.AppConfig;
import io.siprouter.config.ConfigException;
import io.siprouter.config.ConfigLoader;
import io.siprouter.config.Device;
import io.siprouter.config.route.RouteQuestion;
import io.siprouter.core.call.Explainer;
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
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Says where a number would be routed, and why. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = "Says where a call would go, and why: every rule tried, who rings, what is sent.")
final class ExplainCommand implements Callable<Integer> {

  @Parameters(paramLabel = "NUMBER", description = "The number as it is dialled.")
  private String number = "";

  @ArgGroup private @Nullable From from;

  /** Who calls. */
  static final class From {
    @Option(
        names = "--from",
        paramLabel = "DEVICE",
        description = "The device that dials. Else the first one.")
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

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Mixin private final ConfigOption config = new ConfigOption();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws ConfigException {
    var loaded = ConfigLoader.load(config.file());
    var explanation = new Explainer(loaded).explain(question(loaded));
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(mapper().writeValueAsString(explanation));
    } else {
      new ExplanationText(out).print(explanation);
    }
    return 0;
  }

  private static JsonMapper mapper() {
    return JsonMapper.builder()
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .enumNamingStrategy(EnumNamingStrategies.SNAKE_CASE)
        .changeDefaultPropertyInclusion(
            old -> old.withValueInclusion(JsonInclude.Include.NON_ABSENT))
        .build();
  }

  private RouteQuestion question(AppConfig loaded) {
    var outside = Optional.ofNullable(from).map(it -> it.outside);
    return outside
        .<RouteQuestion>map(
            it -> new RouteQuestion.FromProvider(known(loaded, it.provider), number, it.caller))
        .orElseGet(() -> new RouteQuestion.FromDevice(caller(loaded), number));
  }

  private String known(AppConfig loaded, String providerId) {
    if (loaded.provider(providerId).isEmpty()) {
      throw new ParameterException(spec.commandLine(), "there is no provider " + providerId);
    }
    return providerId;
  }

  private String caller(AppConfig loaded) {
    return Optional.ofNullable(from)
        .map(it -> it.device)
        .map(id -> known(loaded, loaded.device(id), id))
        .orElseGet(() -> known(loaded, loaded.devices().stream().findFirst(), ""));
  }

  private String known(AppConfig loaded, Optional<Device> device, String id) {
    return device
        .map(Device::id)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "there is no device "
                        + id
                        + ", but "
                        + loaded.devices().stream().map(Device::id).toList()));
  }
}
