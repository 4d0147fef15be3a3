package io.siprouter.control.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The files in which Linux tells about itself.
 *
 * @param root {@code /}, or a copy of it
 */
record Machine(Path root) {

  static final Machine THIS = new Machine(Path.of("/"));

  /** The lines of a file; none where it cannot be read. */
  List<String> lines(String path) {
    try {
      return Files.readAllLines(root.resolve(path));
    } catch (IOException _) {
      return List.of();
    }
  }

  /** The number a file consists of. */
  OptionalLong number(String path) {
    return lines(path).stream()
        .map(String::strip)
        .filter(line -> line.matches("\\d{1,18}"))
        .mapToLong(Long::parseLong)
        .findFirst();
  }

  /** The links in a folder, as what they lead to; none where it cannot be read. */
  List<String> links(String folder) {
    try (Stream<Path> entries = Files.list(root.resolve(folder))) {
      return entries.flatMap(Machine::target).toList();
    } catch (IOException _) {
      return List.of();
    }
  }

  private static Stream<String> target(Path link) {
    try {
      return Stream.of(Files.readSymbolicLink(link).toString());
    } catch (IOException _) { // it may be gone meanwhile
      return Stream.empty();
    }
  }

  /** The names in a folder; none where it cannot be read. */
  List<String> names(String folder) {
    try (Stream<Path> entries = Files.list(root.resolve(folder))) {
      return entries.map(entry -> entry.getFileName().toString()).toList();
    } catch (IOException _) {
      return List.of();
    }
  }
}
