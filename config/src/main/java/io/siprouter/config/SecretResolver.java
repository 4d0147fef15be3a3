package io.siprouter.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Replaces secrets given by file or environment variable with what they hold. */
final class SecretResolver {
  private static final String FILE = "a readable file of 1 to 256 printable characters";
  private static final String VARIABLE = "a variable set to 1 to 256 printable characters";
  private static final Pattern USABLE = Pattern.compile("\\P{Cc}{1,256}");
  private static final int MAX_FILE_BYTES = 4096;

  private final Path configFile;
  private final Map<String, String> environment;

  /**
   * @param configFile relative files are looked for beside it
   */
  SecretResolver(Path configFile, Map<String, String> environment) {
    this.configFile = configFile;
    this.environment = environment;
  }

  /** Resolves all of them in place, and says which cannot be. */
  List<Fault> resolve(Located config) {
    var faults = new ArrayList<Fault>();
    Stream.of("providers", "devices")
        .flatMap(section -> config.at(section).items())
        .forEach(owner -> resolve(owner, "password", faults));
    resolve(config.at("trace").at("hep"), "password", faults);
    config.at("webhooks").items().forEach(owner -> resolve(owner, "secret", faults));
    config.at("tokens").items().forEach(owner -> resolve(owner, "token", faults));
    return faults;
  }

  private void resolve(Located owner, String field, List<Fault> faults) {
    var file = owner.at(field).at("file");
    var variable = owner.at(field).at("env");
    var object = owner.node();
    file.text().ifPresent(name -> put(object, field, read(name), faults, file.fault(FILE)));
    variable
        .text()
        .ifPresent(name -> put(object, field, lookUp(name), faults, variable.fault(VARIABLE)));
  }

  private static void put(
      JsonNode owner, String field, Optional<String> secret, List<Fault> faults, Fault otherwise) {
    secret
        .filter(text -> USABLE.matcher(text).matches())
        .ifPresentOrElse(
            text -> ((ObjectNode) owner).put(field, text), () -> faults.add(otherwise));
  }

  private Optional<String> lookUp(String name) {
    return Optional.ofNullable(environment.get(name));
  }

  private Optional<String> read(String name) {
    try (var in = Files.newInputStream(configFile.resolveSibling(name))) {
      return Utf8.of(in.readNBytes(MAX_FILE_BYTES))
          .text()
          .map(Utf8::withoutMark)
          .map(String::stripTrailing);
    } catch (IOException | InvalidPathException _) {
      return Optional.empty();
    }
  }
}
