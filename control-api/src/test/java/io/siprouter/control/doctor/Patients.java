package io.siprouter.control.doctor;

import io.siprouter.config.ConfigException;
import io.siprouter.config.ConfigLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Patients of tests, none of which has a running daemon. */
final class Patients {

  private Patients() {}

  /** On this machine, with a configuration given as JSON. */
  static Patient with(String json) {
    return on(Machine.THIS, json);
  }

  static Patient on(Machine machine, String json) {
    try {
      return new Patient(
          Path.of("config.json"),
          Path.of("state"),
          machine,
          Optional.of(ConfigLoader.parse(json)),
          List.of(),
          Optional.empty());
    } catch (ConfigException e) {
      throw new AssertionError(e);
    }
  }

  static Patient withFiles(Path config, Path state) {
    return Patient.of(config, state, Machine.THIS);
  }
}
