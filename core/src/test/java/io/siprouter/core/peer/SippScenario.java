package io.siprouter.core.peer;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of SIPp as the tests want it.
 *
 * @param file below {@code src/test/resources/sipp}
 * @param local where it speaks SIP
 * @param remote where it sends requests
 * @param calls how many calls it makes or takes in all
 * @param ratePerSecond how many of them it starts per second
 * @param limit it gives up after that time
 * @param arguments anything else of SIPp's command line
 * @param namespace the network namespace it runs in, empty for the test's own
 */
public record SippScenario(
    String file,
    InetSocketAddress local,
    InetSocketAddress remote,
    int calls,
    int ratePerSecond,
    Duration limit,
    List<String> arguments,
    String namespace) {
  private static final int TRACED_CALLS = 20;

  public SippScenario {
    arguments = List.copyOf(arguments);
  }

  /** One call. */
  public static SippScenario of(String file, String ip, InetSocketAddress remote) {
    var local = new InetSocketAddress(ip, 5060);
    return new SippScenario(file, local, remote, 1, 10, Duration.ofSeconds(20), List.of(), "");
  }

  public SippScenario withCalls(int number, int perSecond, Duration within) {
    return new SippScenario(file, local, remote, number, perSecond, within, arguments, namespace);
  }

  /** Who registers or calls. */
  public SippScenario as(String user, String password) {
    return with("-key", "user", user, "-au", user, "-ap", password);
  }

  /** Who is called; the digest is made of that URI too, of which SIPp by itself leaves the user. */
  public SippScenario calling(String number) {
    var uri = "%s@%s:%d".formatted(number, ip(remote), remote.getPort());
    return with("-s", number, "-auth_uri", uri);
  }

  public SippScenario overTcp() {
    return with("-t", "t1");
  }

  public SippScenario with(String... more) {
    var all = new ArrayList<>(arguments);
    all.addAll(List.of(more));
    return new SippScenario(file, local, remote, calls, ratePerSecond, limit, all, namespace);
  }

  /** At the other end of a cable. */
  public SippScenario inside(Namespace other) {
    var there = new InetSocketAddress(other.farAddress(), local.getPort());
    return new SippScenario(
        file, there, remote, calls, ratePerSecond, limit, arguments, other.name());
  }

  /** Names the run: the scenario and where it speaks from. */
  String name() {
    return "sipp-%s-%s".formatted(file.replace(".xml", ""), local.getAddress().getHostAddress());
  }

  /** Writes the messages of a few calls; those of a load test would cost more than the test. */
  List<String> commandLine(Path folder) {
    var line =
        new ArrayList<>(
            List.of("sipp", "-sf", Path.of("src/test/resources/sipp", file).toString()));
    line.addAll(List.of("-i", ip(local), "-p", Integer.toString(local.getPort())));
    line.addAll(List.of("-m", Integer.toString(calls), "-r", Integer.toString(ratePerSecond)));
    line.addAll(List.of("-timeout", limit.toSeconds() + "s", "-timeout_error", "-nostdin"));
    line.addAll(List.of("-trace_stat", "-fd", "1", "-stf", folder.resolve("stat.csv").toString()));
    line.addAll(List.of("-trace_err", "-error_file", folder.resolve("errors.log").toString()));
    if (calls <= TRACED_CALLS) {
      line.addAll(List.of("-trace_msg", "-message_file", messages(folder).toString()));
    }
    line.addAll(arguments);
    line.add(ip(remote) + ":" + remote.getPort());
    return Namespace.command(namespace, line);
  }

  static Path messages(Path folder) {
    return folder.resolve("messages.log");
  }

  private static String ip(InetSocketAddress address) {
    return address.getAddress().getHostAddress();
  }
}
