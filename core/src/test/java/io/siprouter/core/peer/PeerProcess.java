package io.siprouter.core.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One program started by a test. Its output goes to a file; closing ends it and nothing else. */
final class PeerProcess implements AutoCloseable {
  private static final Path SCRIPTS = Path.of("src/test/peers").toAbsolutePath();
  private static final Path FOLDER = Path.of("target/peers").toAbsolutePath();

  private final Process process;
  private final Path log;
  private final Duration grace;
  private final Thread lastResort;

  private PeerProcess(Process process, Path log, Duration grace) {
    this.process = process;
    this.log = log;
    this.grace = grace;
    this.lastResort = new Thread(process::destroyForcibly, "peer-end");
    Runtime.getRuntime().addShutdownHook(lastResort);
  }

  /** {@code grace} is the time the program has to end by itself when it is closed. */
  static PeerProcess start(
      List<String> command, Map<String, String> environment, Path log, Duration grace) {
    try {
      Files.createDirectories(log.getParent());
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(environment);
      builder.redirectInput(Path.of("/dev/null").toFile()).redirectOutput(log.toFile());
      return new PeerProcess(builder.start(), log, grace);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A script of {@code src/test/peers}. */
  static String script(String name) {
    return SCRIPTS.resolve(name).toString();
  }

  /** Where the peer of that name writes. */
  static Path folder(String name) {
    return FOLDER.resolve(name);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  Path log() {
    return log;
  }

  int awaitExit(Duration limit) {
    Await.until(() -> "end of " + process.info(), limit, () -> !process.isAlive());
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroy();
    if (!endsWithin(grace)) {
      process.destroyForcibly().onExit().join();
    }
    Runtime.getRuntime().removeShutdownHook(lastResort);
  }

  private boolean endsWithin(Duration limit) {
    try {
      return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
