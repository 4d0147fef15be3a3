package io.siprouter.core.peer;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;

/** The kinds of real peers, and whether this machine has them. */
public enum Peer {
  ASTERISK("Asterisk"),
  BARESIP("baresip"),
  SIPP("SIPp"),
  KAMAILIO("Kamailio"),
  OPENSSL("OpenSSL"),
  TSHARK("tshark");

  private final String label;

  Peer(String label) {
    this.label = label;
  }

  /**
   * Ends the test: as failed where {@code CI=true}, elsewhere as skipped, if the peer is missing.
   */
  public void require() {
    if (isInstalled()) {
      return;
    }
    var message =
        "%s is missing; to install it: core/src/test/peers/install-peers".formatted(label);
    if ("true".equals(System.getenv("CI"))) {
      fail(message);
    } else {
      System.err.println("Skipped: " + message);
      abort(message);
    }
  }

  public boolean isInstalled() {
    return switch (this) {
      case ASTERISK -> hasDocker() || Files.isDirectory(cacheFolder().resolve("asterisk"));
      case BARESIP -> isOnPath("baresip");
      case SIPP -> isOnPath("sipp");
      case KAMAILIO -> isOnPath("kamailio") && isOnPath("kamcmd");
      case OPENSSL -> isOnPath("openssl");
      case TSHARK -> isOnPath("tshark");
    };
  }

  static boolean hasDocker() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  /** Outside the source tree, shared by all builds of this user. */
  static Path cacheFolder() {
    return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
        .filter(name -> !name.isEmpty())
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
        .resolve("siprouter");
  }

  private static boolean isOnPath(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
