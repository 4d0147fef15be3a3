package io.siprouter.control.config;

import io.siprouter.core.state.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The configurations that were in the file before, in a folder of the daemon's state. For its
 * owner's eyes only: they hold secrets. One thread at a time; waits for the disk.
 */
final class ConfigVersions {

  /** How many are kept. */
  static final int MOST = 20;

  private static final Pattern NAME = Pattern.compile("(\\d{1,9})\\.json");

  private final Path folder;

  ConfigVersions(Path state) {
    this.folder = state.resolve("config-versions");
  }

  /** Those that are kept, youngest first. */
  List<ConfigVersion> list() throws IOException {
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files
          .flatMap(file -> version(file).stream())
          .sorted(Comparator.comparingInt(ConfigVersion::number).reversed())
          .toList();
    }
  }

  private static Optional<ConfigVersion> version(Path file) {
    var name = NAME.matcher(file.getFileName().toString());
    try {
      return name.matches()
          ? Optional.of(
              new ConfigVersion(
                  Integer.parseInt(name.group(1)), Files.getLastModifiedTime(file).toInstant()))
          : Optional.empty();
    } catch (IOException _) {
      return Optional.empty(); // gone since it was listed
    }
  }

  /** The text of one of them. */
  Optional<byte[]> read(int number) throws IOException {
    var file = file(number);
    return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
  }

  private Path file(int number) {
    return folder.resolve("%06d.json".formatted(number));
  }

  /** Keeps a text, and forgets the oldest where there are too many. */
  void keep(byte[] text) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    var known = list();
    var next = known.isEmpty() ? 1 : known.getFirst().number() + 1;
    new AtomicFile(file(next)).write(text);
    for (var old : known.stream().skip(MOST - 1).toList()) {
      Files.deleteIfExists(file(old.number()));
    }
  }
}
