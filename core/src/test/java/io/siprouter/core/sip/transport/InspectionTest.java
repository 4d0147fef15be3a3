package io.siprouter.core.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.sip.message.Header;
import io.siprouter.sip.message.Refusal;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.uri.NameAddr;
import io.siprouter.sip.uri.SipUri;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InspectionTest {

  private static SipRequest.Builder request(String method) {
    var bob = SipUri.of("bob", "hub.example");
    return SipRequest.builder(method, bob).to(NameAddr.of(bob));
  }

  @Test
  void unknownExtensionsAreNamedAndKnownOnesLeftToTheDialogs() {
    var request =
        request("OPTIONS")
            .header("Require", "100rel, teleport")
            .header("Proxy-Require", "magic")
            .build();

    var refusal = Inspection.refusal(request).orElseThrow();

    assertThat(refusal.status()).isEqualTo(420);
    assertThat(refusal.headers())
        .containsExactly(new Header("Unsupported", "teleport"), new Header("Unsupported", "magic"));
    assertThat(Inspection.refusal(request("INVITE").header("Require", "timer").build())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ACK", "CANCEL"})
  void whatBelongsToAnotherRequestIsNotRefusedByItself(String method) {
    assertThat(Inspection.refusal(request(method).header("Require", "x").maxForwards(0).build()))
        .isEmpty();
  }

  @Test
  void callThatMayHopNoFurtherIsRefused() {
    assertThat(Inspection.refusal(request("INVITE").maxForwards(0).build()))
        .map(Refusal::status)
        .hasValue(483);
    assertThat(Inspection.refusal(request("INVITE").maxForwards(1).build())).isEmpty();
    assertThat(Inspection.refusal(request("INVITE").build())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"OPTIONS", "REGISTER"})
  void requestThatEndsHereNeedsNoMoreHops(String method) {
    assertThat(Inspection.refusal(request(method).maxForwards(0).build())).isEmpty();
  }

  @Test
  void callInADialogNeedsNoMoreHops() {
    var again = request("INVITE").maxForwards(0).to(NameAddr.of(SipUri.of("b", "h")).withTag("t"));

    assertThat(Inspection.refusal(again.build())).isEmpty();
  }
}
