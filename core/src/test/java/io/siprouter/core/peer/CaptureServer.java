package io.siprouter.core.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A Kamailio that notes what it is shown over HEP. */
public final class CaptureServer implements RealPeer {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int PORT = 9060;
  private static final Duration GRACE = Duration.ofSeconds(2);

  /** What it notes. */
  public enum Mode {
    /** What the packets say of the messages. */
    CHUNKS("127.0.0.42"),
    /** The messages. */
    MESSAGES("127.0.0.43");

    private final String ip;

    Mode(String ip) {
      this.ip = ip;
    }

    String folder() {
      return "capture-" + name().toLowerCase(Locale.ROOT);
    }

    private Map<String, String> environment() {
      return Map.of(
          "IP", ip,
          "PORT", Integer.toString(PORT),
          "CONFIG", "capture.cfg",
          "DEFINE", name(),
          "DIR", PeerProcess.folder(folder()).toString());
    }
  }

  private final Mode mode;
  private final PeerProcess process;

  private CaptureServer(Mode mode, PeerProcess process) {
    this.mode = mode;
    this.process = process;
  }

  /** Returns once it reads what comes. */
  static CaptureServer start(Mode mode) {
    Peer.KAMAILIO.require();
    var server =
        new CaptureServer(
            mode,
            PeerProcess.start(
                List.of(PeerProcess.script("kamailio"), "run", mode.folder()),
                mode.environment(),
                PeerProcess.folder(mode.folder() + ".log"),
                GRACE));
    try {
      server.awaitAnswer();
    } catch (AssertionError e) {
      server.close();
      throw e;
    }
    return server;
  }

  private void awaitAnswer() {
    Await.until(
        () -> "sign of life of " + address() + ", see " + process.log(), LIMIT, this::isReady);
  }

  /** It answers nobody, but notes our question or complains that it is no HEP. */
  private boolean isReady() {
    return SipPing.answers(address())
        || seen().contains("CAPTURED OPTIONS")
        || seen().contains("not supported version");
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(mode.ip, PORT);
  }

  /** Waits until this stands in a line of what it notes. */
  public void awaitLine(String part) {
    Await.until(() -> "%s, but:%n%s".formatted(part, seen()), LIMIT, () -> seen().contains(part));
  }

  /** All that it has noted, which may be no text. */
  public String seen() {
    try {
      return Files.readString(process.log(), ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String name() {
    return mode.folder();
  }

  @Override
  public List<Path> logs() {
    return List.of(process.log());
  }

  @Override
  public void close() {
    process.close();
  }
}
