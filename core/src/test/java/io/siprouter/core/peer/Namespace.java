package io.siprouter.core.peer;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A network namespace, joined to this machine by a cable that a test can pull out. Needs root and
 * {@code ip} of iproute2. While the cable is out, nothing leads to the far end.
 */
public final class Namespace implements AutoCloseable {
  private static final String NAME = "siprouter-far";
  private static final String NEAR_LINK = "sr-near";
  private static final String FAR_LINK = "sr-far";
  private static final String NET = "10.203.0.";
  private static final String FAR = NET + "2";
  private static final String HIDDEN = "10.204.0.2";

  private Namespace() {}

  /** Lays the cable; this machine's end has an address that ends in 1. */
  public static Namespace create() {
    remove();
    if (!succeeds("ip", "netns", "add", NAME)) {
      skip();
    }
    run("ip", "link", "add", NEAR_LINK, "type", "veth", "peer", "name", FAR_LINK, "netns", NAME);
    var namespace = new Namespace();
    namespace.moveTo(1);
    namespace.far("addr", "add", FAR + "/24", "dev", FAR_LINK);
    namespace.far("link", "set", FAR_LINK, "up");
    run("ip", "link", "set", NEAR_LINK, "up");
    run("ip", "route", "add", "unreachable", NET + "0/23");
    return namespace;
  }

  /**
   * Makes the far end a router that hides an address behind its own, whatever port that takes
   * (NAT). Nothing leads from here to the hidden address itself.
   */
  public void hide() {
    far("addr", "add", HIDDEN + "/32", "dev", "lo");
    far("link", "set", "lo", "up");
    far("route", "replace", NET + "0/24", "dev", FAR_LINK, "src", HIDDEN);
    run("ip", "route", "add", "unreachable", HIDDEN);
    var line =
        command(
            NAME,
            List.of(
                ("iptables -t nat -A POSTROUTING -p udp -s %s -o %s -j SNAT --random"
                        + " --to-source %s:40000-49999")
                    .formatted(HIDDEN, FAR_LINK, FAR)
                    .split(" ")));
    if (!succeeds(line.toArray(String[]::new))) {
      close();
      skip();
    }
  }

  private static void skip() {
    var message =
        "no network namespaces, or no iptables in them, here; run the tests as root for this one";
    if ("true".equals(System.getenv("CI"))) {
      fail(message);
    }
    System.err.println("Skipped: " + message);
    abort(message);
  }

  /** The far end runs a program by this command line. */
  static List<String> command(String namespace, List<String> command) {
    if (namespace.isEmpty()) {
      return command;
    }
    var all = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
    all.addAll(command);
    return all;
  }

  String name() {
    return NAME;
  }

  public String farAddress() {
    return FAR;
  }

  /** Of whoever is behind the far end once it hides somebody. */
  String hiddenAddress() {
    return HIDDEN;
  }

  public String nearAddress(int last) {
    return NET + last;
  }

  public void unplug() {
    run("ip", "link", "set", NEAR_LINK, "down");
  }

  public void plugIn() {
    run("ip", "link", "set", NEAR_LINK, "up");
  }

  /** Gives this machine's end of the cable another address. */
  public void moveTo(int last) {
    run("ip", "addr", "flush", "dev", NEAR_LINK);
    run("ip", "addr", "add", nearAddress(last) + "/24", "dev", NEAR_LINK);
  }

  /** Whether everything that the far end sends is lost, while the cable looks good. */
  public void swallow(boolean wish) {
    far("route", wish ? "add" : "del", "blackhole", nearAddress(1) + "/32");
  }

  private void far(String... ip) {
    var command = new ArrayList<>(List.of("ip", "-n", NAME));
    command.addAll(List.of(ip));
    run(command.toArray(String[]::new));
  }

  /** What a test that was killed may have left behind goes, too. */
  private static void remove() {
    if (Files.exists(Path.of("/run/netns", NAME))) {
      run("ip", "netns", "del", NAME);
    }
    succeeds("ip", "link", "del", NEAR_LINK);
    succeeds("ip", "route", "del", "unreachable", NET + "0/23");
    succeeds("ip", "route", "del", "unreachable", HIDDEN);
  }

  private static void run(String... command) {
    if (!succeeds(command)) {
      throw new AssertionError("failed: " + String.join(" ", command));
    }
  }

  private static boolean succeeds(String... command) {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      System.out.print(said);
      return process.waitFor() == 0;
    } catch (IOException e) {
      System.err.println(e.getMessage());
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    remove();
  }
}
