package io.siprouter.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The program as a person starts it: {@code bin/siprouter} in a process of its own. */
final class Launched implements AutoCloseable {

  private static final Path LAUNCHER =
      Path.of("..", "bin", "siprouter").toAbsolutePath().normalize();
  private static final long PATIENCE_SECONDS = 30;

  private final Process process;
  private final Path output;

  private Launched(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  static Launched siprouter(Path folder, String... arguments) throws IOException {
    return start(LAUNCHER, folder, arguments);
  }

  static Launched start(Path launcher, Path folder, String... arguments) throws IOException {
    var output = Files.createTempFile(folder, "output", ".txt");
    var command = Stream.concat(hearingSignals(launcher), Stream.of(arguments)).toList();
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().remove("SIPROUTER_CONFIG");
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    return new Launched(builder.start(), output);
  }

  /** A JVM does not hear a signal that it was started to ignore, as below {@code nohup}. */
  private static Stream<String> hearingSignals(Path launcher) {
    return Stream.of("env", "--default-signal=HUP", launcher.toString());
  }

  static Path launcher() {
    return LAUNCHER;
  }

  /** Waits until the program has printed this. */
  Launched awaitOutput(String text) throws IOException {
    awaitText(process, output, text);
    return this;
  }

  /** Waits until a program has printed this into a file. */
  static void awaitText(Process process, Path output, String text) throws IOException {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!Files.readString(output).contains(text)) {
      if (!process.isAlive() || System.nanoTime() - deadline > 0) {
        throw new AssertionError(
            "did not print \"" + text + "\" but:\n" + Files.readString(output));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  /** Sends SIGHUP. */
  void hangUp() throws IOException, InterruptedException {
    var kill = new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start();
    if (kill.waitFor() != 0) {
      throw new AssertionError("no SIGHUP to " + process);
    }
  }

  /** Sends SIGTERM. */
  Launched terminate() {
    process.destroy();
    return this;
  }

  /** Sends SIGKILL, and waits until the process is gone. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  int exitCode() throws InterruptedException, IOException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("still runs; printed:\n" + output());
    }
    return process.exitValue();
  }

  String output() throws IOException {
    return Files.readString(output);
  }

  List<String> lines() throws IOException {
    return Files.readAllLines(output);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
