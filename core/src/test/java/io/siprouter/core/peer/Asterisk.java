package io.siprouter.core.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** A running Asterisk: in a container where a Docker engine answers, else a process of its own. */
public interface Asterisk extends RealPeer {
  Duration LIMIT = Duration.ofSeconds(10);

  /** Returns once it answers OPTIONS. */
  static Asterisk start(AsteriskProfile profile) {
    Peer.ASTERISK.require();
    if (SipPing.answers(profile.address())) {
      throw new IllegalStateException(profile.address() + " is taken by another SIP program");
    }
    var inDocker = profile.namespace().isEmpty() && Peer.hasDocker();
    var asterisk = inDocker ? new AsteriskInDocker(profile) : new AsteriskHere(profile);
    try {
      asterisk.awaitAnswer();
    } catch (AssertionError e) {
      asterisk.close();
      throw e;
    }
    return asterisk;
  }

  private void awaitAnswer() {
    Await.until(
        () -> "answer to OPTIONS from " + address() + ", see " + logs(),
        Duration.ofSeconds(30),
        () -> !isAlive() || SipPing.answers(address()));
    if (!isAlive()) {
      throw new AssertionError("Asterisk ended at once, see " + profile().folder());
    }
  }

  AsteriskProfile profile();

  boolean isAlive();

  /** Runs a console command and returns what it printed. */
  String cli(String command);

  default InetSocketAddress address() {
    return profile().address();
  }

  @Override
  default String name() {
    return profile().configuration();
  }

  @Override
  default List<Path> logs() {
    var folder = profile().folder().resolve("log");
    return List.of(folder.resolve("messages"), folder.resolve("sip"));
  }

  /** Every SIP message it has sent and received so far. */
  default String sipLog() {
    return text(logs().getLast());
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the output of a console command contains a match. */
  default void awaitCli(String command, String regex, Duration limit) {
    var pattern = Pattern.compile(regex);
    Await.until(
        () -> "'%s' showing '%s' but:%n%s".formatted(command, regex, cli(command)),
        limit,
        () -> pattern.matcher(cli(command)).find());
  }

  /** Waits until somebody has registered here as that account. */
  default void awaitContact(String account) {
    Await.until("contact of " + account, LIMIT, () -> hasContact(account));
  }

  /** Waits until nobody is registered here as that account. */
  default void awaitNoContact(String account) {
    Await.until("no contact of " + account, LIMIT, () -> !hasContact(account));
  }

  private boolean hasContact(String account) {
    return cli("pjsip show contacts").contains("Contact:  " + account + "/");
  }

  /** Waits until one of our phones has registered at the hub. */
  default void awaitRegistered(String phone) {
    awaitCli("pjsip show registrations", phone + "-reg-0/.* Registered", LIMIT);
  }

  /** Waits until the carrier's number 607 has read these digits. */
  default void awaitDigits(String digits) {
    var read = profile().folder().resolve("log/dtmf.txt");
    Await.until(
        "607 reading " + digits,
        LIMIT,
        () -> Files.exists(read) && text(read).lines().anyMatch(digits::equals));
  }

  /** Waits until no call is left. */
  default void awaitIdle() {
    awaitCli("core show channels count", "(?m)^0 active channels", LIMIT);
  }

  /**
   * Calls a number through an account: the carrier, as 4930601, at that account's contact; a phone
   * at the hub. Whoever answers hears the extension.
   */
  default void call(String account, String number, String extension) {
    cli(
        "channel originate Local/%s-%s@outgoing extension %s@incoming"
            .formatted(account, number, extension));
  }

  default void hangUpAll() {
    cli("channel request hangup all");
  }
}
