package io.siprouter.control;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;

import io.siprouter.config.ConfigException;
import io.siprouter.config.ConfigLoader;
import io.siprouter.config.Device;
import io.siprouter.core.registrar.Binding;
import io.siprouter.core.registrar.RegistrationFile;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what to type into each phone, and where the phones are by what the daemon saved last. */
@Command(
    name = "phones",
    mixinStandardHelpOptions = true,
    description = "Shows what to type into each phone, passwords included, and where it is.")
final class PhonesCommand implements Callable<Integer> {

  private static final String LINE = "%-10s %-20s %-20s %-24s %s%n";

  @Mixin private final ConfigOption config = new ConfigOption();
  @Mixin private final StateOption state = new StateOption();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws ConfigException {
    var loaded = ConfigLoader.load(config.file());
    var registered =
        RegistrationFile.peek(state.folder(), InstantSource.system()).stream()
            .collect(groupingBy(Binding::deviceId, mapping(Binding::address, joining(", "))));
    var out = spec.commandLine().getOut();
    out.printf(LINE, "extension", "name", "username", "password", "registered from");
    for (Device device : loaded.devices()) {
      out.printf(
          LINE,
          device.extension(),
          device.displayName(),
          device.username(),
          device.password().reveal(),
          registered.getOrDefault(device.id(), "-"));
    }
    out.printf("Server (registrar and proxy): %s%n", SipAddresses.of(loaded.server()));
    return 0;
  }
}
