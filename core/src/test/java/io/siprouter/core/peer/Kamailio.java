package io.siprouter.core.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A Kamailio between others and our daemon. It notes every request that it sees. */
public final class Kamailio implements RealPeer {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final KamailioProfile profile;
  private final PeerProcess process;

  private Kamailio(KamailioProfile profile, PeerProcess process) {
    this.profile = profile;
    this.process = process;
  }

  /** Returns once it answers OPTIONS. */
  public static Kamailio start(KamailioProfile profile) {
    Peer.KAMAILIO.require();
    if (SipPing.answers(profile.address())) {
      throw new IllegalStateException(profile.address() + " is taken by another SIP program");
    }
    var kamailio =
        new Kamailio(
            profile,
            PeerProcess.start(
                List.of(PeerProcess.script("kamailio"), "run", profile.name()),
                profile.environment(),
                profile.folder().resolveSibling(profile.name() + ".log"),
                GRACE));
    try {
      kamailio.awaitAnswer();
    } catch (AssertionError e) {
      kamailio.close();
      throw e;
    }
    return kamailio;
  }

  private void awaitAnswer() {
    Await.until(
        () -> "answer to OPTIONS from " + address() + ", see " + process.log(),
        LIMIT,
        () -> !process.isAlive() || SipPing.answers(address()));
    if (!process.isAlive()) {
      throw new AssertionError("Kamailio ended at once, see " + process.log());
    }
  }

  public InetSocketAddress address() {
    return profile.address();
  }

  /** Waits until it has seen so many requests within dialogs, each by way of the route set. */
  public void awaitInDialog(String method, InetSocketAddress from, int count) {
    Await.until(
        () -> "%d %s from %s, but:%n%s".formatted(count, method, from, seen()),
        LIMIT,
        () -> inDialog(method, from) >= count);
  }

  /** How many requests within dialogs have come by way of the route set, retransmissions too. */
  public long inDialog(String method, InetSocketAddress from) {
    return count(line(method, from) + "in-dialog:[1-9]\\d* route:[1-9]");
  }

  /** How many requests have begun something, or cancelled it. */
  public long initial(String method, InetSocketAddress from) {
    return count(line(method, from) + "in-dialog: ");
  }

  private static String line(String method, InetSocketAddress from) {
    return "SEEN %s from %s ".formatted(method, Pattern.quote(from.getAddress().getHostAddress()));
  }

  private long count(String regex) {
    var pattern = Pattern.compile(regex);
    return seen().lines().filter(line -> pattern.matcher(line).find()).count();
  }

  private String seen() {
    try {
      return Files.readString(process.log(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until its dispatcher says of our daemon: AP, active, or IP, inactive. */
  public void awaitHub(String flags) {
    Await.until(
        () -> "%s of our daemon, but:%n%s".formatted(flags, ctl("dispatcher.list")),
        LIMIT,
        () -> ctl("dispatcher.list").contains("FLAGS: " + flags));
  }

  private String ctl(String... command) {
    var line = new ArrayList<>(List.of(PeerProcess.script("kamailio"), "ctl", profile.name()));
    line.addAll(List.of(command));
    var builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().putAll(profile.environment());
    try (var output = builder.start().getInputStream()) {
      return new String(output.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String name() {
    return profile.name();
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
