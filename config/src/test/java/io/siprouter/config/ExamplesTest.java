package io.siprouter.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.config.Provider.Transport;
import io.siprouter.config.route.RingPlan;
import io.siprouter.config.route.RouteQuestion;
import io.siprouter.config.route.RouteResolver;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExamplesTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "CARRIER_PASSWORD", "from the carrier",
          "KITCHEN_PASSWORD", "from the kitchen",
          "OFFICE_PASSWORD", "from the office",
          "PORTER_PASSWORD", "from the porter");

  @Test
  void minimalExampleIsTwoPhonesAndDefaults() throws Exception {
    var config = example("minimal.json");

    assertThat(config.devices()).extracting(Device::extension).containsExactly("101", "102");
    assertThat(config.device("office").orElseThrow().password().reveal())
        .isEqualTo("from the office");
    assertThat(config.device("office").orElseThrow().displayName()).isEqualTo("office");
    assertThat(config.devices()).extracting(Device::digest).containsOnly(List.of(DigestName.MD5));
    assertThat(config.server().lanAddress()).isEqualTo(new AddressSetting.Auto());
    assertThat(config.server().sip()).isEqualTo(new Server.Sip(5060, 5060, 5061, Optional.empty()));
    assertThat(config.server().rtpPorts()).isEqualTo(new Server.RtpPorts(10_000, 10_999));
    assertThat(config.server().limits().calls()).isEqualTo(100);
    assertThat(config.server().realm()).isEqualTo("siprouter");
    assertThat(config.media().codecs())
        .containsExactly(CodecName.G722, CodecName.PCMA, CodecName.PCMU, CodecName.OPUS);
    assertThat(config.featureCodes().echo()).isEqualTo("*43");
    assertThat(config.providers()).isEmpty();
    assertThat(config.routes()).isEmpty();
  }

  @Test
  void providerExampleIsATrunkWithRoutesBothWays() throws Exception {
    var config = example("provider.json");

    var carrier = config.provider("carrier").orElseThrow();
    assertThat(carrier.domain()).isEqualTo(new HostPort("sip.example.com", OptionalInt.of(5060)));
    assertThat(carrier.transport()).isEqualTo(Transport.UDP);
    assertThat(carrier.authUsername()).isEqualTo("trunk1");
    assertThat(carrier.password().orElseThrow().reveal()).isEqualTo("from the carrier");
    assertThat(carrier.callerNumber()).isEqualTo("+4930123456");
    assertThat(config.codecsOf(carrier)).containsExactly(CodecName.PCMA, CodecName.PCMU);
    assertThat(config.device("office").orElseThrow().digest())
        .containsExactly(DigestName.SHA_256, DigestName.MD5);
    assertThat(config.codecsOf(config.devices().getFirst())).isEqualTo(config.media().codecs());
    assertThat(config.routes())
        .extracting(Route::action)
        .contains(
            new RouteAction.Reject(403),
            new RouteAction.Dial("carrier", "0", "", List.of(), Optional.empty()));
    assertThat(config.routes().getLast().match().sourceProvider())
        .isEqualTo(Optional.of("carrier"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-12-23T12:00+01:00, office",
    "2026-12-23T17:30+01:00, porter",
    "2026-12-24T11:59+01:00, office",
    "2026-12-25T11:59+01:00, porter",
  })
  void officeHoursExampleRingsThePorterAtNight(String moment, String rung) throws Exception {
    var resolver = new RouteResolver(example("office-hours.json"));
    var at = OffsetDateTime.parse(moment).toInstant();
    var call = new RouteQuestion.FromProvider("carrier", "+4930123456", "", at);

    assertThat(resolver.resolve(call, _ -> {}))
        .isInstanceOfSatisfying(
            RingPlan.Ring.class, ring -> assertThat(ring.devices()).containsExactly(rung));
  }

  @Test
  void aConfigurationThatIsPrintedShowsNoSecret() throws Exception {
    assertThat(example("provider.json").toString()).doesNotContain("from the").contains("(hidden)");
  }

  private static AppConfig example(String name) throws ConfigException {
    return new ConfigLoader(ENVIRONMENT).read(Path.of("examples", name));
  }
}
