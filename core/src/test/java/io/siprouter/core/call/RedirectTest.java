package io.siprouter.core.call;

import static io.siprouter.core.call.Requests.PCMU_SDP;
import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.event.ServerEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Phones that send their calls elsewhere. */
class RedirectTest {

  private static final String CONFIG =
      """
      {
        "server": {
          "rtpPorts": {"min": 22060, "max": 22099}, "limits": {"callDurationSec": 60}
        },
        "media": {"codecs": ["PCMU"], "rtpTimeoutSec": 0},
        "providers": [
          {"id": "open", "domain": "127.0.0.2:5060", "username": "u1", "password": "p"},
          {"id": "strict", "domain": "127.0.0.3:5060", "username": "u2", "password": "p",
           "followRedirects": false}
        ],
        "devices": [
          {"id": "alice", "extension": "101", "username": "101", "password": "alice-secret"},
          {"id": "bob", "extension": "102", "username": "102", "password": "bob-secret"},
          {"id": "carol", "extension": "103", "username": "103", "password": "carol-secret"},
          {"id": "dave", "extension": "104", "username": "104", "password": "dave-secret"}
        ],
        "routes": [
          {"id": "open", "match": {"direction": "outbound", "numberPattern": "81*"},
           "action": {"provider": "open"}},
          {"id": "strict", "match": {"direction": "outbound", "numberPattern": "82*"},
           "action": {"provider": "strict"}},
          {"id": "only-bob", "match": {"direction": "internal", "numberPattern": "200",
           "sourceDevice": "bob"}, "action": {"devices": ["dave"]}},
          {"id": "house", "match": {"direction": "internal", "numberPattern": "100"},
           "action": {"devices": ["bob", "carol"], "noAnswerTimeoutSec": 20}}
        ]
      }
      """;

  private final SteppedHub hub = new SteppedHub(CONFIG);

  @AfterEach
  void everythingIsGivenBack() {
    assertThat(hub.calls().size()).isZero();
    hub.awaitPortsBack();
    hub.close();
  }

  private ScriptedCaller aliceDials(String number) {
    List.of("bob", "carol", "dave").forEach(device -> hub.registers(device, 1));
    return hub.dials("alice", number, PCMU_SDP);
  }

  @Test
  void phoneThatIsForwardedIsFollowedWithTheCallerShown() {
    var alice = aliceDials("102");
    hub.does(() -> hub.callee().redirects("<sip:103@hub.example>"));
    var carol = hub.callee();
    assertThat(called()).containsExactly("bob", "carol");
    assertThat(carol.invite().from().uri().user()).contains("101");

    hub.does(carol::rings);
    hub.does(carol::answers);
    hub.does(alice::acknowledges);
    hub.does(alice::hangsUp);

    assertThat(alice.done()).containsExactly("180", "200");
    assertThat(carol.done()).containsExactly("ACK", "BYE");
  }

  @Test
  void numberIsDialledWithTheRightsOfThePhoneThatRedirects() {
    assertThat(aliceDials("200").finals()).containsExactly("404 Not Found");

    var alice = aliceDials("102");
    hub.does(() -> hub.callee().redirects("<sip:200@hub.example>"));
    assertThat(called()).endsWith("bob", "dave");
    hub.does(() -> hub.callee().refuses(486));
    assertThat(alice.finals()).containsExactly("486 Busy Here");

    var other = aliceDials("103");
    hub.does(() -> hub.callee().redirects("<sip:200@hub.example>"));
    assertThat(other.finals()).containsExactly("480 Temporarily Unavailable");
  }

  @Test
  void nothingIsSentToTheHostThatAContactNames() {
    var alice = aliceDials("102");
    hub.does(() -> hub.callee().redirects("<sip:103@evil.example>"));

    assertThat(hub.callee().invite().destination().address().getAddress().isLoopbackAddress())
        .isTrue();
    assertThat(called()).containsExactly("bob", "carol");
    hub.does(() -> hub.callee().refuses(404));
    assertThat(alice.finals()).containsExactly("404 Not Found");
  }

  @Test
  void contactsAreTriedOneAfterTheOtherTheBestFirst() {
    var alice = aliceDials("102");
    hub.does(
        () -> hub.callee().redirects("<sip:103@hub.example>;q=0.2", "<sip:104@hub.example>;q=0.7"));
    assertThat(called()).containsExactly("bob", "dave");

    hub.does(() -> hub.callee().refuses(486));
    assertThat(called()).containsExactly("bob", "dave", "carol");

    hub.does(() -> hub.callee().refuses(404));
    assertThat(alice.finals()).containsExactly("486 Busy Here");
  }

  @Test
  void declineOfAContactEndsTheSearch() {
    var alice = aliceDials("102");
    hub.does(() -> hub.callee().redirects("<sip:103@hub.example>", "<sip:104@hub.example>"));
    hub.does(() -> hub.callee().refuses(603));

    assertThat(called()).containsExactly("bob", "carol");
    assertThat(alice.finals()).containsExactly("603 Decline");
  }

  @Test
  void redirectionsInACircleComeToAnEnd() {
    var alice = aliceDials("102");
    hub.does(() -> hub.callee().redirects("<sip:103@hub.example>"));
    hub.does(() -> hub.callee().redirects("<sip:102@hub.example>"));

    assertThat(called()).containsExactly("bob", "carol");
    assertThat(alice.finals()).containsExactly("480 Temporarily Unavailable");
  }

  @Test
  void onlySoManyNumbersAreFollowed() {
    var alice = aliceDials("102");
    var contacts = new String[20];
    for (var i = 0; i < contacts.length; i++) {
      contacts[i] = "<sip:%d@hub.example>".formatted(i < Detours.MOST_NUMBERS ? 900 + i : 103);
    }
    hub.does(() -> hub.callee().redirects(contacts));

    assertThat(called()).containsExactly("bob");
    assertThat(alice.finals()).containsExactly("480 Temporarily Unavailable");
  }

  @Test
  void otherBranchesGoOnRingingBesideARedirection() {
    var alice = aliceDials("100");
    var bob = hub.callees().get(0);
    var carol = hub.callees().get(1);
    hub.does(() -> bob.redirects("<sip:104@hub.example>"));
    hub.does(carol::answers);

    assertThat(hub.callee().done())
        .containsExactly("CANCEL SIP;cause=200;text=\"Call completed elsewhere\"");
    hub.does(() -> hub.callee().refuses(487));
    hub.does(alice::acknowledges);
    hub.does(alice::hangsUp);
  }

  @Test
  void redirectionDoesNotProlongTheRinging() {
    var alice = aliceDials("100");
    hub.passes(Duration.ofSeconds(15));
    hub.does(() -> hub.callees().get(0).redirects("<sip:104@hub.example>"));
    hub.passes(Duration.ofSeconds(5));

    hub.callees().subList(1, 3).forEach(callee -> hub.does(() -> callee.refuses(487)));
    assertThat(alice.finals()).containsExactly("480 Temporarily Unavailable");
  }

  @Test
  void redirectionOfAProviderIsFollowedWithTheRightsOfTheCaller() {
    var alice = aliceDials("8155");
    hub.does(() -> hub.callee().redirects("<sip:200@carrier>", "<sip:103@carrier>"));

    assertThat(called()).containsExactly("8155", "carol");
    hub.does(() -> hub.callee().refuses(486));
    assertThat(alice.finals()).containsExactly("486 Busy Here");
  }

  @Test
  void redirectionOfAProviderIsNotFollowedWhereThatIsForbidden() {
    var alice = aliceDials("8255");
    hub.does(() -> hub.callee().redirects("<sip:103@carrier>"));

    assertThat(called()).containsExactly("8255");
    assertThat(alice.finals()).containsExactly("480 Temporarily Unavailable");
  }

  @Test
  void redirectionToHelpIsACallForHelpThatNoLimitStops() {
    var alice = aliceDials("100");
    var bob = hub.callees().get(0);
    hub.does(() -> hub.callees().get(1).refuses(486));
    hub.passes(Duration.ofSeconds(15));
    hub.does(() -> bob.redirects("<sip:112@hub.example>"));
    var help = hub.callee();
    hub.does(help::rings);
    hub.passes(Duration.ofSeconds(10));
    var drained = hub.calls().drain();
    hub.does(help::answers);
    hub.does(alice::acknowledges);
    hub.passes(Duration.ofHours(1));

    assertThat(help.invite().requestUri().user()).contains("112");
    assertThat(help.done()).containsExactly("ACK");
    assertThat(hub.events())
        .filteredOn(ServerEvent.EmergencyCall.class::isInstance)
        .singleElement()
        .extracting("from", "number")
        .containsExactly("101", "112");
    assertThat(drained).isNotDone();
    hub.does(alice::hangsUp);
    assertThat(drained).isDone();
  }

  @Test
  void redirectionToHelpThatNobodyGivesSaysSo() {
    var alice = aliceDials("102");
    hub.does(() -> hub.callee().redirects("<sip:112@hub.example>"));
    hub.does(() -> hub.callee().refuses(603));
    hub.does(() -> hub.callee().refuses(404));

    assertThat(called()).containsExactly("bob", "112", "112");
    assertThat(alice.finals()).containsExactly("503 Emergency Call Failed");
  }

  @Test
  void redirectionWithoutAnyNumberIsTemporarilyUnavailable() {
    var alice = aliceDials("102");
    hub.does(() -> hub.callee().redirects("<sip:hub.example>", "<mailto:bob@hub.example>", "?"));

    assertThat(alice.finals()).containsExactly("480 Temporarily Unavailable");
  }

  @Test
  void redirectionThatComesAfterTheCallerGaveUpIsNotFollowed() {
    var alice = aliceDials("102");
    hub.does(alice::cancels);
    hub.does(() -> hub.callee().redirects("<sip:103@hub.example>"));

    assertThat(called()).containsExactly("bob");
  }

  /** Devices in the order they were called. */
  private List<String> called() {
    return hub.callees().stream()
        .flatMap(callee -> callee.invite().requestUri().user().stream())
        .toList();
  }
}
