package io.siprouter.core.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The last line of the statistics file SIPp writes: semicolons between fields, names above. */
record SippStatistics(Map<String, String> values) {
  static SippStatistics read(Path file) {
    try {
      var lines = Files.readAllLines(file);
      return new SippStatistics(zip(fields(lines.getFirst()), fields(lines.getLast())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> fields(String line) {
    return Arrays.asList(line.split(";", -1));
  }

  private static Map<String, String> zip(List<String> names, List<String> values) {
    var zipped = new HashMap<String, String>();
    for (int i = 0; i < Math.min(names.size(), values.size()); i++) {
      zipped.put(names.get(i), values.get(i));
    }
    return zipped;
  }

  long of(String name) {
    var value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("SIPp has no figure '" + name + "' in " + values.keySet());
    }
    return Long.parseLong(value);
  }
}
