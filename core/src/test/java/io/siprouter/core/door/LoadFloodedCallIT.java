package io.siprouter.core.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.Hub;
import io.siprouter.core.guard.Ban;
import io.siprouter.core.peer.Await;
import io.siprouter.core.phone.PhoneAccount;
import io.siprouter.core.phone.PhoneRegistration;
import io.siprouter.core.phone.PhoneSound;
import io.siprouter.core.phone.PhoneState;
import io.siprouter.core.phone.ScriptedPhone;
import io.siprouter.media.codec.Codec;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A call, and phones that log in, while fifty strangers send two thousand messages a second. */
class LoadFloodedCallIT {

  private static final int ADDRESSES = 50;
  private static final int PER_SECOND = 2_000;
  private static final int LOGINS = 100;
  private static final Duration FLOOD = Duration.ofSeconds(60);
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Duration LOGIN_LIMIT = Duration.ofSeconds(2);
  private static final Duration NORMAL_AGAIN = Duration.ofSeconds(1);
  private static final Duration LONGEST_GAP = Duration.ofMillis(60);

  /**
   * The mixer's, the phone's ear and its loop, and the one that looks: each may be kept waiting.
   */
  private static final int THREADS_ON_THE_WAY = 4;

  private static final double MOST_LOSS_PERCENT = 0.5;
  private static final long MEBIBYTE = 1 << 20;
  private static final long MOST_GROWTH_BYTES = 64 * MEBIBYTE;

  private Hub hub;

  @BeforeEach
  void start() {
    hub =
        Hub.start(
            """
            {
              "server": {
                "lanAddress": "%s",
                "sip": {"udpPort": 5060, "tcpPort": 5060},
                "rtpPorts": {"min": 21000, "max": 21099}
              },
              "devices": [
                {"id": "a", "extension": "101", "username": "101", "password": "a long enough secret 101"},
                {"id": "b", "extension": "102", "username": "102", "password": "a long enough secret 102"},
                {"id": "c", "extension": "103", "username": "103", "password": "a long enough secret 103"}
              ]
            }
            """
                .formatted(Loopback.address(1).getHostAddress()));
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void callGoesOnAndPhonesLogInThroughAFlood() throws Exception {
    try (var alice = phone(2, "101");
        var bob = phone(3, "102");
        var noise = new Metronome()) {
      assertThat(logIn(bob)).isTrue();
      alice.dial("102");
      assertThat(alice.awaitState(PhoneState.Talking.class, LIMIT)).isPresent();
      assertThat(alice.awaitHeard(heard -> heard.isOnly(620), LIMIT)).isPresent();
      long before = bytesOutsideOfTheHeap();

      try (var listening = new Listening(alice)) {
        int loggedIn = logInThroughAFlood();
        var after = health();

        System.out.printf(
            "%.2f %% of the sound lost, longest gap %d ms (a bare thread was up to %d ms late),"
                + " %d of %d logins, answered %d ms after the flood, %+d MiB outside of the heap%n",
            listening.lossPercent(),
            listening.longestGap().toMillis(),
            noise.latest().toMillis(),
            loggedIn,
            LOGINS,
            after.toMillis(),
            (bytesOutsideOfTheHeap() - before) / MEBIBYTE);
        assertThat(listening.lossPercent()).isLessThanOrEqualTo(MOST_LOSS_PERCENT);
        assertThat(listening.longestGap())
            .isLessThan(LONGEST_GAP.plus(noise.latest().multipliedBy(THREADS_ON_THE_WAY)));
        assertThat(loggedIn).isGreaterThanOrEqualTo(LOGINS * 80 / 100);
        assertThat(after).isLessThan(NORMAL_AGAIN.plus(noise.latest()));
      }
      alice.hangUp();
      assertThat(alice.awaitState(PhoneState.Ended.class, LIMIT)).isPresent();
      assertThat(bytesOutsideOfTheHeap() - before).isLessThan(MOST_GROWTH_BYTES);
    }
    assertThat(hub.engine().guard().bans()).extracting(Ban::source).hasSize(ADDRESSES / 5);
    hub.awaitNoCalls();
    hub.awaitNoCallLoops();
    hub.awaitEmptyTables();
  }

  private int logInThroughAFlood() throws Exception {
    int successful = 0;
    long begin = System.nanoTime();
    try (var flood = new MixedFlood(hub.address(), ADDRESSES, PER_SECOND)) {
      for (int i = 0; i < LOGINS; i++) {
        try (var carol = phone(4, "103")) {
          successful += logIn(carol) ? 1 : 0;
        }
        Await.pass(due(i).minusMillis(millisSince(begin)));
      }
      var rate = flood.sent() * 1_000 / millisSince(begin);
      System.out.printf("flood: %d/s, %d answers%n", rate, flood.answered());
      assertThat(rate).isGreaterThan(PER_SECOND * 95 / 100);
    }
    return successful;
  }

  private static Duration due(int login) {
    return FLOOD.multipliedBy(login + 1).dividedBy(LOGINS);
  }

  private static long millisSince(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
  }

  private Duration health() throws IOException {
    try (var asking = new UdpStranger(Loopback.address(250), hub.address())) {
      long begin = System.nanoTime();
      Health.check(asking, "after a flood");
      return Duration.ofNanos(System.nanoTime() - begin);
    }
  }

  private static boolean logIn(ScriptedPhone phone) throws InterruptedException {
    phone.register();
    return phone
        .awaitRegistration(LOGIN_LIMIT)
        .filter(PhoneRegistration.Registered.class::isInstance)
        .isPresent();
  }

  private ScriptedPhone phone(int number, String user) throws SocketException {
    var account = new PhoneAccount(user, "a long enough secret " + user, hub.address());
    var tones = user.equals("101") ? 440.0 : 620.0;
    var sound = new PhoneSound(List.of(Codec.PCMU), tones, List.of(440.0, 620.0));
    return ScriptedPhone.open(Loopback.address(number), account, sound);
  }

  private static long bytesOutsideOfTheHeap() throws IOException {
    var pages = Files.readString(Path.of("/proc/self/statm")).split(" ", -1)[1];
    var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
    return Long.parseLong(pages) * 4_096 - heap;
  }
}
