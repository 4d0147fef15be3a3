package io.siprouter.control;

import io.siprouter.config.AppConfig;
import io.siprouter.config.ConfigException;
import io.siprouter.config.ConfigLoader;
import io.siprouter.config.route.RouteRegression.Rerouted;
import io.siprouter.core.history.HistoryReader;
import io.siprouter.core.history.PastCalls;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says whether the daemon would start with a configuration, and if not, all that is wrong. */
@Command(
    name = "check-config",
    mixinStandardHelpOptions = true,
    description = "Checks a configuration and names everything that is wrong with it.")
final class CheckConfigCommand implements Callable<Integer> {

  private static final Duration PAST = Duration.ofDays(30);

  @Mixin private final ConfigOption config = new ConfigOption();
  @Mixin private final StateOption state = new StateOption();

  @Option(
      names = "--against-history",
      paramLabel = "CURRENT",
      description =
          "Also puts the calls of the last 30 days to this configuration, which is in force, and"
              + " says which would go elsewhere. Ends with 1 where calls would go nowhere.")
  private @Nullable Path against;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws ConfigException, IOException {
    var file = config.file();
    var loaded = ConfigLoader.load(file);
    var out = spec.commandLine().getOut();
    out.printf(
        "%s is right: %d devices, %d providers, %d routes.%n",
        file, loaded.devices().size(), loaded.providers().size(), loaded.routes().size());
    return against == null ? 0 : compare(loaded, against);
  }

  private int compare(AppConfig next, Path current) throws ConfigException, IOException {
    var since = Instant.now().minus(PAST);
    var changes =
        PastCalls.rerouted(
            new HistoryReader(state.folder()), ConfigLoader.load(current), next, since);
    var out = spec.commandLine().getOut();
    changes.forEach(change -> out.println(text(change)));
    var lost = changes.stream().filter(Rerouted::lost).mapToInt(Rerouted::count).sum();
    out.printf(
        "Of the calls since %s, %d would go elsewhere, and %d nowhere.%n",
        since.truncatedTo(ChronoUnit.DAYS),
        changes.stream().mapToInt(Rerouted::count).sum() - lost,
        lost);
    return lost > 0 ? 1 : 0;
  }

  private static String text(Rerouted change) {
    return "  %s%d of %s to %s: %s, now %s; last %s"
        .formatted(
            change.lost() ? "LOST " : "",
            change.count(),
            change.from(),
            change.number(),
            change.before(),
            change.after(),
            change.last().truncatedTo(ChronoUnit.SECONDS));
  }
}
