package io.siprouter.control.doctor;

import io.siprouter.config.AppConfig;
import io.siprouter.config.ConfigException;
import io.siprouter.config.ConfigLoader;
import io.siprouter.config.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is looked at: one daemon, running or not, on one machine. Immutable.
 *
 * @param config the defaults where the file is missing; empty where it is faulty
 * @param faults of the configuration
 * @param daemon empty where none runs with this state folder
 */
record Patient(
    Path configFile,
    Path state,
    Machine machine,
    Optional<AppConfig> config,
    List<Fault> faults,
    Optional<RunningDaemon> daemon) {

  static Patient of(Path configFile, Path state, Machine machine) {
    var daemon = RunningDaemon.of(state, machine);
    try {
      var config =
          Files.exists(configFile) ? ConfigLoader.load(configFile) : ConfigLoader.parse("{}");
      return new Patient(configFile, state, machine, Optional.of(config), List.of(), daemon);
    } catch (ConfigException e) {
      return new Patient(configFile, state, machine, Optional.empty(), e.faults(), daemon);
    }
  }

  /** Whether there is a configuration, right or not. */
  boolean isConfigured() {
    return Files.exists(configFile);
  }
}
