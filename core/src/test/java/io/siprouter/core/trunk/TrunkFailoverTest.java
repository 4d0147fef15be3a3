package io.siprouter.core.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrunkFailoverTest {

  private static final String FIRST = "198.51.100.1";
  private static final String SECOND = "198.51.100.2";

  private final TrunkFixture fixture = new TrunkFixture();
  private final ScriptedProvider peer = fixture.peer;
  private final Trunk trunk = fixture.trunk();

  @BeforeEach
  void register() {
    fixture.dnsSays(FIRST, SECOND);
    trunk.register();
    fixture.loops.settle();
  }

  @Test
  void nextServerIsAskedAtOnceWhereOneIsSilent() throws InterruptedException {
    assertAsked(FIRST);
    assertThat(peer.asked().destination().patience()).isEqualTo(Duration.ofSeconds(6));

    peer.staysSilent();
    assertAsked(SECOND);
    assertThat(peer.asked().destination().patience()).isNull();
    peer.grants(600);

    assertThat(fixture.states()).containsExactly("registering", "registered");
  }

  @Test
  void nextServerIsAskedAtOnceWhereOneIsUnavailable() {
    peer.answers(503, response -> response.header("Retry-After", "100"));

    assertAsked(SECOND);
  }

  @Test
  void refusalIsNotTakenToTheNextServer() throws InterruptedException {
    peer.answers(403);

    assertThat(peer.isIdle()).isTrue();
    assertThat(fixture.states()).containsExactly("registering", "failed 403 Forbidden");
  }

  @Test
  void attemptEndsWhenEveryServerHasFailed() throws InterruptedException {
    peer.staysSilent();
    peer.staysSilent();

    assertThat(fixture.states()).containsExactly("registering", "failed no answer");
    fixture.loops.advance(Duration.ofSeconds(2));
    assertAsked(FIRST);
  }

  @Test
  void registrationStaysWhereItIsUntilTheBetterServerIsTriedAgain() {
    peer.staysSilent();
    peer.grants(300);

    fixture.loops.advance(Duration.ofSeconds(255));
    assertAsked(SECOND);
    peer.grants(300);

    fixture.loops.advance(Duration.ofSeconds(255));
    assertAsked(FIRST);
    peer.grants(300);

    fixture.loops.advance(Duration.ofSeconds(255));
    assertAsked(FIRST);
  }

  @Test
  void registrationMovesOnWhereItsServerFails() throws InterruptedException {
    peer.grants(600);
    fixture.loops.advance(Duration.ofSeconds(510));
    peer.staysSilent();

    assertAsked(SECOND);
    peer.grants(600);
    assertThat(fixture.states()).containsExactly("registering", "registered");
  }

  @Test
  void registrationOutlivesTheNameServer() throws InterruptedException {
    peer.grants(600);
    fixture.dnsSays();
    fixture.loops.advance(Duration.ofSeconds(510));

    assertAsked(FIRST);
    peer.grants(600);
    assertThat(fixture.states()).containsExactly("registering", "registered");
  }

  @Test
  void serverThatIsGoneFromDnsIsLeft() {
    peer.grants(600);
    fixture.dnsSays(SECOND);
    fixture.loops.advance(Duration.ofSeconds(510));

    assertAsked(SECOND);
  }

  @Test
  void callsGoFirstToWhereWeAreRegistered() {
    peer.staysSilent();
    peer.grants(600);

    assertThat(line().destination().address()).isEqualTo(address(SECOND));
    assertThat(line().ways()).hasSize(2);
  }

  @Test
  void serverThatLosesACallIsAvoidedAndLeft() {
    peer.grants(600);
    assertThat(line().destination().address()).isEqualTo(address(FIRST));

    line().failures().lost(line().destination());
    fixture.loops.settle();

    assertThat(line().destination().address()).isEqualTo(address(SECOND));
    assertAsked(SECOND);
  }

  @Test
  void redirectionIsFollowed() {
    peer.answers(302, response -> response.header("Contact", "<sip:x@new.example.org:5099;lr>"));

    assertThat(peer.asked().destination().address()).isEqualTo(new InetSocketAddress(FIRST, 5099));
    assertThat(peer.register().requestUri().hostPort()).hasToString("new.example.org:5099");
    assertThat(peer.register().requestUri().user()).isEmpty();
    assertThat(peer.register().to().uri()).hasToString("sip:user-carrier@sip.example.org");
  }

  @Test
  void redirectionsWithoutEndAreNot() throws InterruptedException {
    for (var i = 0; i < 3; i++) {
      peer.answers(302, response -> response.header("Contact", "<sip:new.example.org>"));
    }

    assertThat(peer.isIdle()).isTrue();
    assertThat(fixture.states())
        .containsExactly("registering", "failed provider always wants something else");
  }

  private TrunkLine line() {
    return trunk.line().orElseThrow();
  }

  private void assertAsked(String address) {
    assertThat(peer.asked().destination().address()).isEqualTo(address(address));
  }

  private static InetSocketAddress address(String literal) {
    return new InetSocketAddress(literal, 5070);
  }
}
