package io.siprouter.core.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A run of SIPp. */
public final class Sipp implements RealPeer {
  private static final Duration GRACE = Duration.ofMillis(500);

  /** Beyond the limit SIPp keeps itself. */
  private static final Duration MARGIN = Duration.ofSeconds(5);

  private final SippScenario scenario;
  private final Path folder;
  private final PeerProcess process;

  private Sipp(SippScenario scenario, Path folder, PeerProcess process) {
    this.scenario = scenario;
    this.folder = folder;
    this.process = process;
  }

  public static Sipp start(SippScenario scenario) {
    Peer.SIPP.require();
    var folder = PeerProcess.folder(scenario.name());
    try {
      Files.createDirectories(folder);
      for (var name : List.of("stat.csv", "errors.log", "messages.log")) {
        Files.deleteIfExists(folder.resolve(name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var process =
        PeerProcess.start(
            scenario.commandLine(folder),
            Map.of("TERM", "dumb"),
            folder.resolve("output.log"),
            GRACE);
    return new Sipp(scenario, folder, process);
  }

  /** Waits for its end. */
  public SippResult result() {
    int exitCode = process.awaitExit(scenario.limit().plus(MARGIN));
    var statistics = SippStatistics.read(folder.resolve("stat.csv"));
    return new SippResult(
        exitCode,
        statistics.of("SuccessfulCall(C)"),
        statistics.of("FailedCall(C)"),
        statistics.of("Retransmissions(C)"));
  }

  /** The messages it has sent and received; written for few calls only. */
  public String messages() {
    try {
      return Files.readString(SippScenario.messages(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String name() {
    return scenario.name();
  }

  @Override
  public List<Path> logs() {
    return List.of(process.log(), folder.resolve("errors.log"), SippScenario.messages(folder));
  }

  @Override
  public void close() {
    process.close();
  }
}
