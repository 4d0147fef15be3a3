package io.siprouter.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The files of the page, in memory. Immutable. */
public final class WebFiles {

  private static final List<String> NAMES =
      List.of(
          "/index.html",
          "/trust.html",
          "/style.css",
          "/app.js",
          "/dom.js",
          "/picture.js",
          "/stream.js",
          "/trace.js",
          "/icon.svg");

  private final Map<String, byte[]> files;

  private WebFiles(Map<String, byte[]> files) {
    this.files = files;
  }

  /** Reads all of them from the class path. */
  public static WebFiles load() {
    var files = new HashMap<String, byte[]>();
    NAMES.forEach(name -> files.put(name, read(name)));
    return new WebFiles(files);
  }

  private static byte[] read(String name) {
    try (var in = WebFiles.class.getResourceAsStream("page" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The content of one, if there is such a file.
   *
   * @param path with a leading slash
   */
  public Optional<byte[]> find(String path) {
    return Optional.ofNullable(files.get(path)).map(byte[]::clone);
  }

  /** One that there is, as text. */
  public String text(String path) {
    return new String(find(path).orElseThrow(), UTF_8);
  }
}
