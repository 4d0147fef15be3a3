package io.siprouter.control;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Where the daemon keeps what it has to remember. */
final class StateOption {

  @Option(
      names = "--state",
      scope = ScopeType.INHERIT,
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
