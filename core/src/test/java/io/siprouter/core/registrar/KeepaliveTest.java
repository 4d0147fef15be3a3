package io.siprouter.core.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.auth.TestPhone;
import io.siprouter.core.event.EventBus;
import io.siprouter.core.loop.EventLoop;
import io.siprouter.core.loop.SteppedEventLoops;
import io.siprouter.core.registrar.BindingTable.Registration;
import io.siprouter.core.registrar.RegisterWish.Change;
import io.siprouter.core.registrar.RegisterWish.Wanted;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.sip.uri.SipUri;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class KeepaliveTest {

  private static final int ROUND = 25;

  private enum NoDeadline {}

  private record Sent(Binding binding, Consumer<Boolean> answered) {}

  private final SteppedEventLoops loops = new SteppedEventLoops();
  private final EventLoop<NoDeadline> loop =
      loops.start("registrar", NoDeadline.class, KeepaliveTest::fail);
  private final Presence presence = new Presence(new EventBus(loops, loops), loops, () -> {});
  private final List<Sent> probes = new ArrayList<>();
  private final Keepalive keepalive =
      new Keepalive(presence, (binding, answered) -> probes.add(new Sent(binding, answered)), loop);

  @Test
  void everyPhoneBehindNatIsProbedOnceInARoundAndThatSpreadOverIt() {
    for (int phone = 0; phone < 1_000; phone++) {
      register("phone" + phone, "10.0.0.7", TestPhone.flow("198.51.100.7", 10_000 + phone), 1);
    }
    int most = 0;
    for (int tick = 0; tick < ROUND; tick++) {
      int before = probes.size();
      keepalive.tick();
      most = Math.max(most, probes.size() - before);
      probes.subList(before, probes.size()).forEach(sent -> sent.answered().accept(true));
      loops.settle();
    }

    assertThat(probes).hasSize(1_000).doesNotHaveDuplicates();
    assertThat(most).isLessThan(80);
  }

  @Test
  void phonesThatNeedNoWayKeptOpenAreLeftAlone() {
    var udp = TestPhone.flow("198.51.100.7", 5060);
    register("direct", "198.51.100.7", udp, 1);
    var tcp = new SipFlow(SipTransport.TCP, udp.local(), udp.remote());
    register("tcp", "10.0.0.7", tcp, 1);

    round();

    assertThat(probes).isEmpty();
  }

  @Test
  void phoneThatFallsSilentIsNotCalledUntilItAnswersAgain() {
    register("alice", "10.0.0.7", TestPhone.flow("198.51.100.7", 40_123), 1);
    round(true);
    round(false);
    assertThat(presence.bindings("alice")).hasSize(1);

    round(false);
    assertThat(presence.bindings("alice")).isEmpty();

    round(true);
    assertThat(presence.bindings("alice")).hasSize(1);
  }

  @Test
  void silentPhoneThatRegistersAgainGetsANewChance() {
    register("alice", "10.0.0.7", TestPhone.flow("198.51.100.7", 40_123), 1);
    round(true);
    round(false);
    round(false);

    register("alice", "10.0.0.7", TestPhone.flow("198.51.100.7", 40_123), 2);
    round(false);

    assertThat(presence.bindings("alice")).hasSize(1);
  }

  @Test
  void phoneThatIgnoresOptionsIsNotJudgedByIt() {
    register("alice", "10.0.0.7", TestPhone.flow("198.51.100.7", 40_123), 1);

    for (int i = 0; i < 5; i++) {
      round(false);
    }

    assertThat(presence.bindings("alice")).hasSize(1);
  }

  @Test
  void phoneIsNotProbedAgainBeforeItHasAnsweredOrNot() {
    register("alice", "10.0.0.7", TestPhone.flow("198.51.100.7", 40_123), 1);

    round();
    round();

    assertThat(probes).hasSize(1);
  }

  @Test
  void deadPhonesTakeABoundedNumberOfTransactions() {
    for (int phone = 0; phone < 1_000; phone++) {
      register("phone" + phone, "10.0.0.7", TestPhone.flow("198.51.100.7", 10_000 + phone), 1);
    }

    round();

    assertThat(probes).hasSize(500);
  }

  private void round() {
    for (int tick = 0; tick < ROUND; tick++) {
      keepalive.tick();
    }
  }

  /** A round in which every probe is answered or is not. */
  private void round(boolean answered) {
    probes.clear();
    round();
    assertThat(probes).hasSize(1);
    probes.getFirst().answered().accept(answered);
    loops.settle();
  }

  private void register(String device, String host, SipFlow flow, long cSeq) {
    var wanted = new Wanted(SipUri.of(device, host), null, Duration.ofHours(1), 1);
    var wish = new Change(List.of(wanted));
    presence.apply(new Registration(device, 1, "c", cSeq, flow, ProxyPath.NONE, wish));
  }

  private static void fail(RuntimeException cause) {
    throw new AssertionError(cause);
  }
}
