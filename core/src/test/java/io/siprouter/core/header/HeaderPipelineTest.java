package io.siprouter.core.header;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.config.AppConfig;
import io.siprouter.config.ConfigLoader;
import io.siprouter.config.header.HeaderRule;
import io.siprouter.core.header.RunTimeHeaders.Lifetime;
import io.siprouter.core.header.RunTimeHeaders.Peer;
import io.siprouter.core.sip.RequestFilter;
import io.siprouter.sip.message.CSeq;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.uri.NameAddr;
import io.siprouter.sip.uri.SipUri;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderPipelineTest {
  private static final String CONFIG =
      """
      {
        "headers": {
          "all": {"User-Agent": "all", "X-All": "1"},
          "methods": {"INVITE": {"X-Method": "i", "User-Agent": "invite"}},
          "toProviders": {"X-Direction": "out"},
          "toDevices": {"X-Direction": "in"}
        },
        "providers": [{
          "id": "p", "domain": "x.org", "username": "u", "password": "p",
          "headers": {"X-Own": "provider", "X-All": ""}
        }],
        "devices": [{
          "id": "d", "extension": "1", "username": "u", "password": "p",
          "headers": {"User-Agent": "device", "From": "\\"Door\\" <sip:door@hub.example>"}
        }]
      }
      """;
  private static final NameAddr CALLER = NameAddr.of(SipUri.of("alice", "hub.example"));
  private static final Peer EVERYBODY = new Peer.Everybody();

  private AppConfig config;
  private final RunTimeHeaders runTime = new RunTimeHeaders();
  private HeaderPipeline pipeline;

  @BeforeEach
  void readConfiguration() throws Exception {
    config = ConfigLoader.parse(CONFIG);
    pipeline = new HeaderPipeline(config, runTime);
  }

  private RequestFilter provider() {
    return pipeline.towards(config.providers().getFirst(), List.of());
  }

  private RequestFilter device() {
    return pipeline.towards(config.devices().getFirst(), List.of());
  }

  private static SipRequest.Builder request(String method) {
    return SipRequest.builder(method, SipUri.of("bob", "x.org"))
        .from(CALLER.withTag("ours"))
        .to(NameAddr.of(SipUri.of("bob", "x.org")))
        .callId("c")
        .cSeq(new CSeq(1, method))
        .contact(NameAddr.of(SipUri.of("alice", "127.0.0.1")));
  }

  private static HeaderRule rule(String name, String value) {
    return new HeaderRule(Optional.empty(), name, value);
  }

  private static List<String> values(SipRequest request, String... names) {
    return List.of(names).stream().map(name -> request.headers().first(name).orElse("-")).toList();
  }

  @Test
  void configurationIsGeneralByMethodByDirectionAndOfThePeer() {
    var invite = provider().apply(request("INVITE").build());
    var bye = device().apply(request("BYE").build());

    assertThat(values(invite, "User-Agent", "X-All", "X-Method", "X-Direction", "X-Own"))
        .containsExactly("invite", "-", "i", "out", "provider");
    assertThat(values(bye, "User-Agent", "X-All", "X-Method", "X-Direction", "X-Own"))
        .containsExactly("device", "1", "-", "in", "-");
  }

  @Test
  void fromIsWrittenWhereADialogBeginsAndKeepsItsTag() {
    var within = request("BYE").to(NameAddr.of(SipUri.of("bob", "x.org")).withTag("t")).build();

    assertThat(device().apply(request("INVITE").build()).from())
        .hasToString("\"Door\" <sip:door@hub.example>;tag=ours");
    assertThat(device().apply(within).from()).isEqualTo(CALLER.withTag("ours"));
    assertThat(device().apply(request("REGISTER").build()).from())
        .isEqualTo(CALLER.withTag("ours"));
  }

  @Test
  void runTimeGoesBeforeConfigurationAndTheCallBeforeBoth() {
    runTime.set(EVERYBODY, rule("User-Agent", "now"), Lifetime.PINNED);
    runTime.set(new Peer.Provider("p"), rule("X-Own", "now"), Lifetime.PINNED);
    var ofCall = pipeline.towards(config.providers().getFirst(), List.of(rule("x-own", "call")));

    assertThat(values(provider().apply(request("INVITE").build()), "User-Agent", "X-Own"))
        .containsExactly("now", "now");
    assertThat(values(ofCall.apply(request("INVITE").build()), "User-Agent", "X-Own"))
        .containsExactly("now", "call");
    assertThat(values(device().apply(request("INVITE").build()), "User-Agent", "X-Own"))
        .containsExactly("now", "-");
  }

  @Test
  void pinnedHeaderStaysUntilItIsCleared() {
    runTime.set(EVERYBODY, rule("X-Pin", "1"), Lifetime.PINNED);
    provider().apply(request("INVITE").build());
    assertThat(values(provider().apply(request("INVITE").build()), "X-Pin")).containsExactly("1");

    runTime.set(EVERYBODY, rule("x-pin", "2"), Lifetime.PINNED);
    assertThat(values(provider().apply(request("BYE").build()), "X-Pin")).containsExactly("2");

    runTime.clear(EVERYBODY, "X-PIN");
    assertThat(values(provider().apply(request("INVITE").build()), "X-Pin")).containsExactly("-");
  }

  @Test
  void headerForOneRequestWaitsForTheFirstItAppliesTo() {
    var once = new HeaderRule(Optional.of("INVITE"), "X-Once", "1");
    runTime.set(new Peer.Provider("p"), once, Lifetime.ONCE);

    assertThat(values(device().apply(request("INVITE").build()), "X-Once")).containsExactly("-");
    assertThat(values(provider().apply(request("REGISTER").build()), "X-Once"))
        .containsExactly("-");
    assertThat(values(provider().preview(request("INVITE").build()), "X-Once"))
        .containsExactly("1");
    assertThat(values(provider().apply(request("INVITE").build()), "X-Once")).containsExactly("1");
    assertThat(values(provider().apply(request("INVITE").build()), "X-Once")).containsExactly("-");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ACK", "CANCEL", "OPTIONS"})
  void whatOnlyAttendsACallDoesNotUseUpItsHeaders(String attendant) {
    var peer = new Peer.Provider("p");
    runTime.set(peer, rule("X-Call", "1"), Lifetime.ONCE);
    var named = new HeaderRule(Optional.of(attendant), "X-Named", "1");
    runTime.set(peer, named, Lifetime.ONCE);

    assertThat(values(provider().apply(request(attendant).build()), "X-Call", "X-Named", "X-Own"))
        .containsExactly("-", "1", "provider");
    assertThat(values(provider().apply(request(attendant).build()), "X-Named"))
        .containsExactly("-");
    assertThat(values(provider().apply(request("INVITE").build()), "X-Call")).containsExactly("1");
  }

  @Test
  void callThatMovesOnToAnotherServerTakesItsHeadersAlong() {
    runTime.set(EVERYBODY, rule("X-Once", "1"), Lifetime.ONCE);
    var call = provider();

    assertThat(values(call.apply(request("INVITE").build()), "X-Once")).containsExactly("1");
    assertThat(values(call.apply(request("INVITE").build()), "X-Once")).containsExactly("1");
    assertThat(values(call.apply(request("BYE").build()), "X-Once")).containsExactly("-");
    assertThat(values(provider().apply(request("INVITE").build()), "X-Once")).containsExactly("-");
  }

  @Test
  void cancelSpeaksAsItsInviteDid() {
    assertThat(device().apply(request("CANCEL").build()).from())
        .isEqualTo(request("CANCEL").build().from());
  }

  @Test
  void whoSpeaksStaysTheSameInADialog() {
    runTime.set(EVERYBODY, rule("User-Agent", "guest"), Lifetime.ONCE);
    runTime.set(EVERYBODY, rule("Contact", "<sip:me@192.0.2.9>"), Lifetime.ONCE);
    var dialog = provider();
    dialog.apply(request("INVITE").build());

    assertThat(values(dialog.apply(request("INVITE").build()), "User-Agent", "Contact"))
        .containsExactly("guest", "<sip:me@192.0.2.9>");
    assertThat(values(provider().apply(request("INVITE").build()), "User-Agent"))
        .containsExactly("invite");
  }

  @Test
  void contactIsNotInventedAndNotThatOfARegistration() {
    runTime.set(EVERYBODY, rule("m", "<sip:me@192.0.2.9>"), Lifetime.PINNED);
    var own = request("REGISTER").build();

    assertThat(provider().apply(own).contact()).isEqualTo(own.contact());
    assertThat(provider().apply(request("BYE").without("Contact").build()).contact()).isEmpty();
  }

  @Test
  void headersOfTheRunTimeAreBounded() {
    for (int i = 0; i < 200; i++) {
      assertThat(runTime.set(EVERYBODY, rule("X-" + i, "1"), Lifetime.PINNED)).isTrue();
    }

    assertThat(runTime.set(EVERYBODY, rule("X-200", "1"), Lifetime.PINNED)).isFalse();
  }
}
