package io.siprouter.control;

import io.siprouter.config.ConfigException;
import io.siprouter.config.ConfigLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says whether the daemon would start with a configuration, and if not, all that is wrong. */
@Command(
    name = "check-config",
    mixinStandardHelpOptions = true,
    description = "Checks a configuration and names everything that is wrong with it.")
final class CheckConfigCommand implements Callable<Integer> {

  @Mixin private final ConfigOption config = new ConfigOption();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws ConfigException {
    var file = config.file();
    var loaded = ConfigLoader.load(file);
    spec.commandLine()
        .getOut()
        .printf(
            "%s is right: %d devices, %d providers, %d routes.%n",
            file, loaded.devices().size(), loaded.providers().size(), loaded.routes().size());
    return 0;
  }
}
