package io.siprouter.control;

import io.siprouter.config.AppConfig;
import io.siprouter.config.ConfigException;
import io.siprouter.config.ConfigLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what to type into each phone. */
@Command(
    name = "phones",
    mixinStandardHelpOptions = true,
    description = "Shows what to type into each phone, passwords included.")
final class PhonesCommand implements Callable<Integer> {

  @Mixin private final ConfigOption config = new ConfigOption();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws ConfigException {
    var loaded = ConfigLoader.load(config.file());
    var out = spec.commandLine().getOut();
    out.printf("%-10s %-20s %-20s %s%n", "extension", "name", "username", "password");
    for (AppConfig.Device device : loaded.devices()) {
      out.printf(
          "%-10s %-20s %-20s %s%n",
          device.extension(), device.displayName(), device.username(), device.password().reveal());
    }
    out.printf("Server (registrar and proxy): %s%n", SipAddresses.of(loaded.server()));
    return 0;
  }
}
