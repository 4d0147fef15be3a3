package io.siprouter.core;

import io.siprouter.config.ConfigLoader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** An engine in a process of its own, which has compiled nothing yet when it begins to serve. */
final class ColdDaemon implements AutoCloseable {

  private static final String READY = "ready";

  private final Process process;
  private final BufferedReader said;

  private ColdDaemon(Process process) {
    this.process = process;
    this.said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Returns once it serves. Run as a delivered one is, see {@code bin/siprouter}. */
  static ColdDaemon start(Path config, Path state) throws IOException {
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:+UseShenandoahGC",
            "-XX:+UseCompactObjectHeaders",
            "-cp",
            System.getProperty("java.class.path"),
            ColdDaemon.class.getName(),
            config.toString(),
            state.toString());
    var daemon =
        new ColdDaemon(
            new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
    daemon.awaitLine(READY);
    return daemon;
  }

  private String awaitLine(String beginning) throws IOException {
    for (var line = said.readLine(); line != null; line = said.readLine()) {
      if (line.startsWith(beginning)) {
        return line;
      }
    }
    throw new AssertionError("the daemon has ended");
  }

  /** How many devices are registered, and how many sources banned. */
  String tell() throws IOException {
    try (Writer in = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8)) {
      in.write("tell\n");
    }
    return awaitLine("devices ");
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  public static void main(String[] args) throws Exception {
    var config = ConfigLoader.load(Path.of(args[0]));
    try (var engine = Engine.start(config, Path.of(args[1]), InstantSource.system())) {
      System.out.println(READY);
      var _ = System.in.read();
      var devices =
          config.devices().stream()
              .filter(device -> !engine.registrations().bindings(device.id()).isEmpty())
              .count();
      System.out.println("devices " + devices + ", bans " + engine.guard().bans().size());
    }
  }
}
