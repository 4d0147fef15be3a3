package io.siprouter.control.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.config.Device;
import org.junit.jupiter.api.Test;

class CastTest {

  @Test
  void configurationIsRight() throws Exception {
    var cast = Cast.assemble();

    var config = cast.config();

    assertThat(config.devices()).extracting(Device::extension).containsExactly("101", "102");
    assertThat(config.server().sip().udpPort()).isEqualTo(cast.ports().udp());
    assertThat(config.server().rtpPorts().min()).isEven().isEqualTo(cast.ports().rtpMin());
    assertThat(config.server().rtpPorts().max()).isOdd();
  }

  @Test
  void everyDemonstrationHasItsOwnPasswords() throws Exception {
    assertThat(Cast.assemble().caller().password())
        .isNotEqualTo(Cast.assemble().caller().password());
  }
}
