package io.siprouter.core.call;

import static io.siprouter.core.call.Requests.PCMU_SDP;
import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.call.Outcome.Done;
import io.siprouter.core.call.Outcome.Invalid;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CodecPrioritiesTest {

  private static final String CONFIG =
      """
      {
        "server": {"rtpPorts": {"min": 22600, "max": 22619}},
        "media": {"codecs": ["G722", "PCMA", "PCMU"]},
        "providers": [
          {"id": "carrier", "domain": "127.0.0.20", "username": "trunk", "password": "secret"}
        ],
        "devices": [
          {"id": "alice", "extension": "101", "username": "101", "password": "alice-secret"},
          {"id": "bob", "extension": "102", "username": "102", "password": "bob-secret"}
        ],
        "routes": [
          {"id": "out", "match": {"direction": "outbound", "numberPattern": "6*"},
           "action": {"provider": "carrier"}}
        ]
      }
      """;

  private final SteppedHub hub = new SteppedHub(CONFIG);
  private final CodecPriorities codecs = hub.calls().codecs();

  @BeforeEach
  void registerBob() {
    hub.registers("bob", 1);
  }

  @AfterEach
  void everythingIsGivenBack() {
    assertThat(hub.calls().size()).isZero();
    hub.awaitPortsBack();
    hub.close();
  }

  @Test
  void deviceIsOfferedWhatWasChosenUntilTheChoiceIsTakenBack() {
    assertThat(codecs.ofDevice("bob", List.of("pcmu/8000", "G722")))
        .isEqualTo(new Done<>(List.of("PCMU", "G722")));
    assertThat(offered("102")).contains("RTP/AVP 0 9 ");

    assertThat(codecs.ofDevice("bob", List.of()))
        .isEqualTo(new Done<>(List.of("G722", "PCMA", "PCMU")));
    assertThat(offered("102")).contains("RTP/AVP 9 8 0 ");
  }

  @Test
  void providerIsOfferedWhatWasChosen() {
    codecs.ofProvider("carrier", List.of("PCMU"));

    assertThat(offered("601")).contains("RTP/AVP 0 ").doesNotContain("RTP/AVP 0 8");
    assertThat(offered("102")).contains("RTP/AVP 9 8 0 ");
  }

  @Test
  void callerWhoMayNotUseItsOnlyCodecIsRefused() {
    codecs.ofDevice("alice", List.of("G722"));

    assertThat(hub.dials("alice", "102", PCMU_SDP).done())
        .containsExactly("488 Not Acceptable Here");
  }

  @Test
  void whatDoesNotExistCannotBeChosen() {
    var allowed = "each once of G722, OPUS, PCMA, PCMU";

    assertThat(codecs.ofDevice("dave", List.of("PCMU")))
        .isEqualTo(new Invalid<>("device", "dave", "the id of a device"));
    assertThat(codecs.ofProvider("bob", List.of("PCMU")))
        .isEqualTo(new Invalid<>("provider", "bob", "the id of a provider"));
    assertThat(codecs.ofDevice("bob", List.of("G729")))
        .isEqualTo(new Invalid<>("codecs", "G729", allowed));
    assertThat(codecs.ofDevice("bob", List.of("PCMU", "pcmu")))
        .isEqualTo(new Invalid<>("codecs", "PCMU, pcmu", allowed));
  }

  private String offered(String number) {
    hub.dials("alice", number, PCMU_SDP);
    var sdp = hub.callee().invite().sdp();
    hub.does(() -> hub.callee().refuses(486));
    return sdp;
  }
}
