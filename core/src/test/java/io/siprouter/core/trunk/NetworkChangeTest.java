package io.siprouter.core.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NetworkChangeTest {

  private final TrunkFixture fixture = new TrunkFixture();
  private final ScriptedProvider peer = fixture.peer;
  private final Trunks trunks =
      new Trunks(
          List.of(TrunkFixture.provider("carrier", "sip.example.org", "'keepAliveSec': 0")),
          fixture.services());

  @BeforeEach
  void register() {
    trunks.register();
    fixture.loops.settle();
  }

  @Test
  void newAddressIsRegisteredAtOnceAndTakesTheOldOnesPlace() throws InterruptedException {
    peer.grants(3600);
    fixture.movesTo("10.1.2.3");
    fixture.loops.advance(NetworkWatch.PERIOD);

    var contacts = peer.register().contacts();
    assertThat(contacts.get(0).sipUri().orElseThrow().host()).isEqualTo("10.1.2.3");
    assertThat(contacts.get(1).sipUri().orElseThrow().host()).isEqualTo("192.168.1.5");
    assertThat(contacts.get(1).expires()).hasValue(0);
    assertThat(line().contact().host()).isEqualTo("10.1.2.3");
    assertThat(line().advertisedHost()).isEqualTo("10.1.2.3");
    peer.grants(3600);
    assertThat(fixture.states()).containsExactly("registering", "registered");
  }

  @Test
  void requestFromTheOldAddressIsNotWaitedFor() {
    fixture.movesTo("10.1.2.3");
    fixture.loops.advance(NetworkWatch.PERIOD);

    peer.staysSilent();
    assertThat(peer.asked().contact().host()).isEqualTo("10.1.2.3");
    assertThat(trunks.all().getFirst().state().label()).isEqualTo("registering");
  }

  @Test
  void trunkThatFailedIsTriedAtOnceWhenTheNetworkReturns() {
    peer.staysSilent();
    fixture.loops.advance(Duration.ofSeconds(2));
    peer.staysSilent();
    fixture.movesTo("10.1.2.3");
    fixture.loops.advance(NetworkWatch.PERIOD);

    assertThat(peer.isIdle()).isFalse();
  }

  @Test
  void nothingIsSentWhereNoWayLeads() throws InterruptedException {
    peer.grants(600);
    fixture.isReachable(false);
    fixture.loops.advance(Duration.ofSeconds(510));

    assertThat(peer.isIdle()).isTrue();
    assertThat(line().advertisedHost()).isEqualTo("192.168.1.5");
    assertThat(fixture.states())
        .containsExactly("registering", "registered", "failed no way leads to /198.51.100.1:5060");
  }

  @Test
  void refusedAccountIsNotHurriedByTheNetwork() {
    peer.answers(403);
    fixture.movesTo("10.1.2.3");
    fixture.loops.advance(Duration.ofSeconds(30));

    assertThat(peer.isIdle()).isTrue();
  }

  @Test
  void quietNetworkChangesNothing() {
    peer.grants(3600);
    fixture.loops.advance(Duration.ofMinutes(10));

    assertThat(peer.isIdle()).isTrue();
  }

  @Test
  void realNetworkIsSeenTheSameTwice() {
    assertThat(NetworkView.now()).isEqualTo(NetworkView.now());
  }

  private TrunkLine line() {
    return trunks.all().getFirst().line().orElseThrow();
  }
}
