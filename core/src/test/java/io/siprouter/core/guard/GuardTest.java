package io.siprouter.core.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.config.AppConfig;
import io.siprouter.config.ConfigException;
import io.siprouter.config.ConfigLoader;
import io.siprouter.config.Server;
import io.siprouter.core.event.EventBus;
import io.siprouter.core.event.EventSubscription;
import io.siprouter.core.event.ServerEvent.SecurityBan;
import io.siprouter.core.event.StampedEvent;
import io.siprouter.core.loop.SteppedEventLoops;
import java.net.InetAddress;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GuardTest {

  private final SteppedEventLoops loops = new SteppedEventLoops();
  private final EventBus bus = new EventBus(loops, loops);
  private final EventSubscription events = bus.subscribe(10);
  private final Guard guard = guard("{\"perSourceRate\": 10, \"banAfter\": 3}");
  private final InetAddress guesser = InetAddress.ofLiteral("192.0.2.66");
  private final InetAddress owner = InetAddress.ofLiteral("192.0.2.7");

  @Test
  void guesserIsNotHeardAfterSoManyFailures() throws InterruptedException {
    fails(guesser, 2);
    assertThat(hears(guesser)).isTrue();

    fails(guesser, 1);

    var until = loops.instant().plus(Duration.ofHours(1));
    assertThat(hears(guesser)).isFalse();
    assertThat(hears(owner)).isTrue();
    assertThat(guard.bans()).containsExactly(new Ban("192.0.2.66", 3, until));
    loops.settle();
    assertThat(events.next(Duration.ZERO).map(StampedEvent::event))
        .contains(new SecurityBan("192.0.2.66", 3, until));
    assertThat(events.next(Duration.ZERO)).isEmpty();
  }

  @Test
  void banEndsByItself() {
    fails(guesser, 3);

    loops.advance(Duration.ofHours(1));

    assertThat(hears(guesser)).isTrue();
    assertThat(guard.bans()).isEmpty();
    fails(guesser, 2);
    assertThat(hears(guesser)).isTrue();
  }

  @Test
  void banEndsOnRequest() {
    fails(guesser, 3);

    assertThat(guard.unban(guesser)).isTrue();
    assertThat(guard.unban(guesser)).isFalse();
    assertThat(hears(guesser)).isTrue();
  }

  @Test
  void failuresLongAgoAreForgotten() {
    fails(guesser, 2);
    loops.advance(Duration.ofHours(1));
    fails(guesser, 2);

    assertThat(hears(guesser)).isTrue();
  }

  @Test
  void networkOfAnIpv6CustomerIsBannedAsAWhole() {
    IntStream.rangeClosed(1, 3).forEach(i -> fails(InetAddress.ofLiteral("2001:db8:0:1::" + i), 1));

    assertThat(hears(InetAddress.ofLiteral("2001:db8:0:1:aaaa::9"))).isFalse();
    assertThat(hears(InetAddress.ofLiteral("2001:db8:0:2::9"))).isTrue();
  }

  @Test
  void trustedNetworkIsNeitherBannedNorLimited() {
    var trusting = guard("{\"perSourceRate\": 1, \"banAfter\": 1}", "192.0.2.0/24");
    trusting.wrongCredentials(guesser);

    for (int i = 0; i < 100; i++) {
      assertThat(hears(trusting, guesser)).isTrue();
    }
  }

  @Test
  void nobodyIsBannedWhereTheLimitIsZero() {
    var lenient = guard("{\"banAfter\": 0}");
    for (int i = 0; i < 100; i++) {
      lenient.wrongCredentials(guesser);
    }

    assertThat(hears(lenient, guesser)).isTrue();
  }

  @Test
  void sourceThatSendsTooMuchIsNotHeardFurther() {
    var heard = IntStream.range(0, 1_000).filter(_ -> hears(guesser)).count();

    assertThat(heard).isBetween(50L, 100L);
    assertThat(hears(owner)).isTrue();
  }

  @Test
  void bannedSourceMayCallForHelpNowAndThen() {
    fails(guesser, 3);

    var pleas = IntStream.range(0, 1_000).filter(_ -> guard.allowsPlea(guesser)).count();

    assertThat(pleas).isBetween(10L, 11L);
    assertThat(guard.allowsPlea(owner)).isTrue();
  }

  @Test
  void bannedSourceThatGuessesOnMayCallForHelpLessOften() {
    fails(guesser, 3);
    fails(guesser, 3);

    var pleas = IntStream.range(0, 1_000).filter(_ -> guard.allowsPlea(guesser)).count();

    assertThat(pleas).isBetween(1L, 2L);
    guard.unban(guesser);
    assertThat(guard.allowsPlea(guesser)).isTrue();
  }

  @Test
  void lowerLimitBansWhoIsAboveItAtTheNextFailure() throws InterruptedException {
    fails(guesser, 2);
    guard.apply(server("{\"perSourceRate\": 10, \"banAfter\": 2}"));
    assertThat(hears(guesser)).isTrue();

    fails(guesser, 1);

    assertThat(hears(guesser)).isFalse();
    assertThat(guard.bans()).extracting(Ban::failures).containsExactly(3);
    loops.settle();
    assertThat(events.next(Duration.ZERO)).isPresent();
  }

  @Test
  void banOutlivesAChangeButNotTheEndOfBanningNorTrust() {
    fails(guesser, 3);

    guard.apply(server("{\"perSourceRate\": 20, \"banAfter\": 30}"));
    assertThat(hears(guesser)).isFalse();
    guard.apply(server("{\"perSourceRate\": 20, \"banAfter\": 0}"));
    assertThat(hears(guesser)).isTrue();
    assertThat(guard.bans()).isEmpty();
    guard.apply(server("{\"perSourceRate\": 20, \"banAfter\": 3}", "192.0.2.0/24"));
    assertThat(hears(guesser)).isTrue();
  }

  @Test
  void usedUpRateStaysUsedUpUntilAnotherRateIsSet() {
    while (guard.allows(guesser)) {}

    guard.apply(server("{\"perSourceRate\": 10, \"banAfter\": 5}"));
    assertThat(guard.allows(guesser)).isFalse();
    guard.apply(server("{\"perSourceRate\": 11, \"banAfter\": 5}"));
    assertThat(guard.allows(guesser)).isTrue();
  }

  @Test
  void memoryForGuessersIsBounded() {
    var suspects = new Suspects();
    for (int i = 0; i < 2 * Suspects.MOST; i++) {
      var address = InetAddress.ofLiteral("10.%d.%d.1".formatted(i / 256, i % 256));
      suspects.fail(Source.of(address), loops.instant(), 3);
    }

    assertThat(suspects.size()).isEqualTo(Suspects.MOST);
  }

  private void fails(InetAddress sender, int times) {
    for (int i = 0; i < times; i++) {
      guard.wrongCredentials(sender);
    }
  }

  private boolean hears(InetAddress sender) {
    return hears(guard, sender);
  }

  private static boolean hears(Guard guard, InetAddress sender) {
    return guard.allows(sender) && !guard.isBanned(sender);
  }

  private Guard guard(String limits, String... trusted) {
    return new Guard(server(limits, trusted), bus, loops);
  }

  private static Server server(String limits, String... trusted) {
    var networks = trusted.length == 0 ? "" : "\"" + String.join("\", \"", trusted) + "\"";
    var json =
        "{\"server\": {\"limits\": %s, \"trustedNetworks\": [%s]}}".formatted(limits, networks);
    return parse(json).server();
  }

  private static AppConfig parse(String json) {
    try {
      return ConfigLoader.parse(json);
    } catch (ConfigException e) {
      throw new AssertionError(e);
    }
  }
}
