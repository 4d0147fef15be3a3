package io.siprouter.sip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;

/**
 * What earlier runs of the fuzz targets have found to lead somewhere new; {@code fuzz/README.md}
 * says how it is kept.
 */
public final class Corpus {

  private Corpus() {}

  /** The inputs kept in the archive of this name, and some more. */
  public static Stream<byte[]> of(String name, List<byte[]> more) {
    return Stream.concat(kept(name).stream(), more.stream());
  }

  private static List<byte[]> kept(String name) {
    var archive = Corpus.class.getResourceAsStream("/fuzz/" + name + ".zip");
    List<byte[]> inputs = new ArrayList<>();
    try (var zip = new ZipInputStream(Objects.requireNonNull(archive, name))) {
      while (zip.getNextEntry() != null) {
        inputs.add(zip.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return inputs;
  }
}
