package io.siprouter.control;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the configuration is: as said, else the first of the usual places that exists. */
final class ConfigOption {

  private static final Path LAST_RESORT = Path.of("var", "config.json");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The configuration. Else $$SIPROUTER_CONFIG, /etc/siprouter/config.json or"
              + " ./var/config.json.")
  private @Nullable Path file;

  /** Whether a file was named. */
  boolean isGiven() {
    return file != null;
  }

  /** The file to read; it need not exist. */
  Path file() {
    return Optional.ofNullable(file)
        .or(() -> Optional.ofNullable(System.getenv("SIPROUTER_CONFIG")).map(Path::of))
        .or(() -> Optional.of(Path.of("/etc/siprouter/config.json")).filter(Files::exists))
        .orElse(LAST_RESORT)
        .toAbsolutePath()
        .normalize();
  }
}
