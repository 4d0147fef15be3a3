package io.siprouter.core.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The Asterisk that {@code install-peers} unpacked, as a process of this machine. */
final class AsteriskHere implements Asterisk {
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final AsteriskProfile profile;
  private final PeerProcess process;

  AsteriskHere(AsteriskProfile profile) {
    this.profile = profile;
    this.process =
        PeerProcess.start(
            Namespace.command(
                profile.namespace(),
                List.of(PeerProcess.script("asterisk"), "run", profile.configuration())),
            profile.environment(),
            console(profile),
            GRACE);
  }

  /** Beside the folder, which the script empties. */
  private static Path console(AsteriskProfile profile) {
    return profile.folder().resolveSibling(profile.folder().getFileName() + ".console");
  }

  @Override
  public AsteriskProfile profile() {
    return profile;
  }

  @Override
  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public String cli(String command) {
    var builder =
        new ProcessBuilder(PeerProcess.script("asterisk"), "cli", profile.configuration(), command);
    builder.environment().putAll(profile.environment());
    try (var output = builder.redirectErrorStream(true).start().getInputStream()) {
      return new String(output.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
