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
  /** Returns once it answers OPTIONS. */
  static Asterisk start(AsteriskProfile profile) {
    Peer.ASTERISK.require();
    if (SipPing.answers(profile.address())) {
      throw new IllegalStateException(profile.address() + " is taken by another SIP program");
    }
    var asterisk = Peer.hasDocker() ? new AsteriskInDocker(profile) : new AsteriskHere(profile);
    Await.until(
        () -> "answer to OPTIONS from " + profile.address() + ", see " + asterisk.logs(),
        Duration.ofSeconds(30),
        () -> asterisk.isAlive() && SipPing.answers(profile.address()));
    return asterisk;
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
    try {
      return Files.readString(logs().getLast());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the output of a console command has a line that contains a match. */
  default void awaitCli(String command, String regex, Duration limit) {
    var pattern = Pattern.compile(regex);
    Await.until(
        () -> "'%s' showing '%s' but:%n%s".formatted(command, regex, cli(command)),
        limit,
        () -> pattern.matcher(cli(command)).find());
  }

  /** Waits until somebody has registered here as that account. */
  default void awaitContact(String account) {
    awaitCli("pjsip show contacts", "Contact: +" + account + "/", Duration.ofSeconds(10));
  }

  /** Waits until one of our phones has registered at the hub. */
  default void awaitRegistered(String phone) {
    awaitCli("pjsip show registrations", phone + "-reg-0/.* Registered", Duration.ofSeconds(10));
  }

  /** Waits until no call is left. */
  default void awaitIdle() {
    awaitCli("core show channels count", "0 active channels", Duration.ofSeconds(10));
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
