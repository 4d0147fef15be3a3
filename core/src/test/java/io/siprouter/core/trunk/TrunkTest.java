package io.siprouter.core.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.sip.SipCredentials;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.uri.SipUri;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TrunkTest {

  private final TrunkFixture fixture = new TrunkFixture();
  private final ScriptedProvider peer = fixture.peer;
  private final Trunk trunk = fixture.trunk();

  @Test
  void registersAtTheProvidersAddress() throws InterruptedException {
    register();

    var asked = peer.asked();
    assertThat(asked.destination().address())
        .isEqualTo(new InetSocketAddress("198.51.100.1", 5070));
    assertThat(asked.credentials())
        .extracting(SipCredentials::username, SipCredentials::password)
        .containsExactly("auth-carrier", "secret");
    assertThat(asked.request().requestUriText()).isEqualTo("sip:sip.example.org:5070");
    assertThat(asked.request().from().uri()).hasToString("sip:user-carrier@sip.example.org");
    assertThat(asked.request().to().uri()).hasToString("sip:user-carrier@sip.example.org");
    assertThat(asked.request().expires()).hasValue(3600);
    peer.grants(3600);
    assertThat(fixture.states()).containsExactly("registering", "registered");
  }

  @Test
  void contactCarriesATokenThatOnlyTheProviderLearns() {
    register();

    var contact = contact(peer.register());
    assertThat(contact.user()).contains("user-carrier");
    assertThat(contact.hostPort()).hasToString("192.168.1.5:5060");
    assertThat(contact.param("line").orElseThrow()).hasSizeGreaterThan(30);
    assertThat(trunk.line().orElseThrow().contact()).isEqualTo(contact);
  }

  @Test
  void refreshComesBeforeTheExpiryWithTheSameCallIdAndAGreaterNumber() throws InterruptedException {
    register();
    var first = peer.register();
    peer.grants(600);

    fixture.loops.advance(Duration.ofSeconds(509));
    assertThat(peer.isIdle()).isTrue();

    fixture.loops.advance(Duration.ofSeconds(1));
    assertThat(peer.register().callId()).isEqualTo(first.callId());
    assertThat(peer.register().cSeq().number()).isGreaterThan(first.cSeq().number() + 1);
    assertThat(contact(peer.register())).isEqualTo(contact(first));
    peer.grants(600);
    assertThat(fixture.states()).containsExactly("registering", "registered");
  }

  @Test
  void timeOfOurOwnContactCountsBeforeTheHeader() {
    register();
    var contact = peer.asked().contact();
    peer.answers(
        200,
        response ->
            response
                .expires(3600)
                .addHeader("Contact", "<sip:someone@192.0.2.99>;expires=7000")
                .addHeader("Contact", "<" + contact + ">;expires=100"));

    fixture.loops.advance(Duration.ofSeconds(65));

    assertThat(peer.isIdle()).isFalse();
  }

  @Test
  void longerIntervalIsAskedForAtOnceAndKept() {
    register();
    peer.answers(423, response -> response.header("Min-Expires", "7200"));

    assertThat(peer.register().expires()).hasValue(7200);
    peer.grants(7200);
    fixture.loops.advance(Duration.ofMinutes(102));
    assertThat(peer.register().expires()).hasValue(7200);
  }

  @Test
  void refusalOfAnIntervalThatIsLongEnoughIsAFailure() throws InterruptedException {
    register();
    peer.answers(423, response -> response.header("Min-Expires", "60"));

    assertThat(fixture.states()).containsExactly("registering", "failed 423 Interval Too Brief");
    assertThat(peer.isIdle()).isTrue();
  }

  @Test
  void silentProviderIsTriedAgainAndAgainWithLongerWaits() throws InterruptedException {
    register();
    peer.staysSilent();
    assertThat(fixture.states()).containsExactly("registering", "failed no answer");

    fixture.loops.advance(Duration.ofMillis(1600));
    peer.staysSilent();
    fixture.loops.advance(Duration.ofMillis(3199));
    assertThat(peer.isIdle()).isTrue();
    fixture.loops.advance(Duration.ofMillis(1));
    peer.grants(3600);

    assertThat(fixture.states())
        .containsExactly("registering", "failed no answer", "registering", "registered");
  }

  @Test
  void wrongPasswordIsTriedAgainSeldom() throws InterruptedException {
    register();
    peer.answers(403);

    assertThat(fixture.states()).containsExactly("registering", "failed 403 Forbidden");
    fixture.loops.advance(Duration.ofSeconds(47));
    assertThat(peer.isIdle()).isTrue();
    fixture.loops.advance(Duration.ofSeconds(1));
    assertThat(peer.isIdle()).isFalse();
  }

  @Test
  void busyProviderIsLeftAloneForAsLongAsItWants() {
    register();
    peer.answers(503, response -> response.header("Retry-After", "100 (backup);duration=60"));

    fixture.loops.advance(Duration.ofSeconds(79));
    assertThat(peer.isIdle()).isTrue();
    fixture.loops.advance(Duration.ofSeconds(1));
    assertThat(peer.isIdle()).isFalse();
  }

  @Test
  void eachAttemptTakesTheNextAddressOfTheProvider() {
    fixture.dnsSays("198.51.100.1", "198.51.100.2");
    register();
    peer.staysSilent();
    fixture.loops.advance(Duration.ofSeconds(2));

    assertThat(peer.asked().destination().address())
        .isEqualTo(new InetSocketAddress("198.51.100.2", 5070));
  }

  @Test
  void unknownNameIsLookedUpAgain() throws InterruptedException {
    fixture.dnsSays();
    register();
    assertThat(fixture.states())
        .containsExactly("registering", "failed no address for sip.example.org");
    assertThat(trunk.line()).isEmpty();

    fixture.dnsSays("198.51.100.1");
    fixture.loops.advance(Duration.ofSeconds(2));

    assertThat(peer.isIdle()).isFalse();
    assertThat(trunk.line()).isPresent();
  }

  @Test
  void publicAddressIsLearnedAndRegisteredInPlaceOfThePrivateOne() throws InterruptedException {
    peer.sees("203.0.113.9", 61_234);
    register();
    var first = contact(peer.register());
    peer.grants(3600);

    var contacts = peer.register().contacts();
    assertThat(contacts).hasSize(2);
    assertThat(contacts.get(0).sipUri().orElseThrow().hostPort()).hasToString("203.0.113.9:61234");
    assertThat(contacts.get(1).uri()).isEqualTo(first);
    assertThat(contacts.get(1).expires()).hasValue(0);
    assertThat(trunk.line().orElseThrow().advertisedHost()).isEqualTo("203.0.113.9");

    peer.grants(3600);
    assertThat(peer.isIdle()).isTrue();
    assertThat(fixture.states()).containsExactly("registering", "registered");
  }

  @Test
  void addressThatChangesLaterIsLearnedWithTheNextRefresh() throws InterruptedException {
    register();
    peer.grants(600);
    fixture.loops.advance(Duration.ofSeconds(510));

    peer.sees("203.0.113.10", 5060);
    peer.grants(600);

    assertThat(contact(peer.register()).host()).isEqualTo("203.0.113.10");
    peer.grants(600);
    assertThat(fixture.states()).containsExactly("registering", "registered");
  }

  @Test
  void learnedAddressOutlivesAFailure() {
    peer.sees("203.0.113.9", 61_234);
    register();
    peer.grants(3600);
    peer.staysSilent();
    fixture.loops.advance(Duration.ofSeconds(2));

    assertThat(contact(peer.register()).host()).isEqualTo("203.0.113.9");
  }

  @Test
  void natThatChangesItsMindEachTimeDoesNotKeepUsRegistering() throws InterruptedException {
    register();
    for (var port = 1; port <= 3; port++) {
      peer.sees("203.0.113.9", port);
      peer.grants(3600);
    }

    assertThat(peer.isIdle()).isTrue();
    assertThat(fixture.states()).containsExactly("registering", "registered");
  }

  @Test
  void unregistersItsOwnContactOnly() throws InterruptedException {
    register();
    var contact = contact(peer.register());
    peer.grants(3600);

    var left = trunk.unregister();
    fixture.loops.settle();
    assertThat(left).isNotDone();
    assertThat(peer.register().expires()).hasValue(0);
    assertThat(contact(peer.register())).isEqualTo(contact);
    assertThat(peer.register().contacts().getFirst().expires()).hasValue(0);
    peer.answers(200);

    assertThat(left).isCompleted();
    assertThat(fixture.states()).containsExactly("registering", "registered", "unregistered");
    fixture.loops.advance(Duration.ofHours(2));
    assertThat(peer.isIdle()).isTrue();
  }

  @Test
  void unregisteringDoesNotWaitForASilentProvider() {
    register();
    peer.grants(3600);
    var left = trunk.unregister();

    fixture.loops.advance(Duration.ofMillis(1999));
    assertThat(left).isNotDone();
    fixture.loops.advance(Duration.ofMillis(1));
    assertThat(left).isCompleted();
    assertThat(trunk.state().label()).isEqualTo("unregistered");
  }

  @Test
  void registrationUnderWayIsWaitedForAndThenTakenBack() {
    register();
    var left = trunk.unregister();
    fixture.loops.settle();

    peer.grants(3600);
    assertThat(peer.register().expires()).hasValue(0);
    peer.answers(200);

    assertThat(left).isCompleted();
  }

  @Test
  void answerThatComesAfterGivingUpIsIgnored() throws InterruptedException {
    register();
    var left = trunk.unregister();
    fixture.loops.advance(Duration.ofSeconds(2));
    assertThat(left).isCompleted();

    peer.grants(3600);

    assertThat(fixture.states()).containsExactly("registering", "unregistered");
    assertThat(peer.isIdle()).isTrue();
  }

  @Test
  void trunkThatHasLeftCanRegisterAgain() throws InterruptedException {
    register();
    peer.grants(3600);
    var left = trunk.unregister();
    fixture.loops.settle();
    peer.answers(200);
    assertThat(left).isCompleted();

    register();
    peer.grants(3600);

    assertThat(fixture.states())
        .containsExactly("registering", "registered", "unregistered", "registering", "registered");
  }

  @Test
  void unregisteringWhatIsNotRegisteredIsDoneAtOnce() {
    var left = trunk.unregister();
    fixture.loops.settle();

    assertThat(left).isCompleted();
    assertThat(peer.isIdle()).isTrue();
  }

  @Test
  void faultOfOurOwnEndsTheAttemptAndTheTrunkComesBack() throws InterruptedException {
    register();
    peer.answers(200, response -> response.header("Via", "nonsense"));

    assertThat(fixture.states()).containsExactly("registering", "failed internal error");
    fixture.loops.advance(Duration.ofSeconds(2));
    peer.grants(3600);
    assertThat(fixture.states()).containsExactly("registering", "registered");
  }

  private void register() {
    trunk.register();
    fixture.loops.settle();
  }

  private static SipUri contact(SipRequest register) {
    return register.contact().orElseThrow().sipUri().orElseThrow();
  }
}
