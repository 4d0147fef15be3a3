package io.siprouter.control;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the daemon keeps what it has to remember. */
final class StateOption {

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "The folder for state. Else /var/lib/siprouter if it exists, else ./var.")
  private @Nullable Path folder;

  Path folder() {
    return Optional.ofNullable(folder)
        .or(() -> Optional.of(Path.of("/var/lib/siprouter")).filter(Files::isWritable))
        .orElse(Path.of("var"))
        .toAbsolutePath()
        .normalize();
  }
}
