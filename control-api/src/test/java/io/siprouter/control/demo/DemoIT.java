package io.siprouter.control.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DemoIT {

  private static final Duration LIMIT = Duration.ofSeconds(14);

  private final StringWriter shown = new StringWriter();

  @Test
  void everythingHoldsWithinTheLimit() throws Exception {
    var begin = Instant.now();

    var held = new Demo(new PrintWriter(shown), false, LIMIT).run();

    assertThat(held).as(shown::toString).isTrue();
    assertThat(begin.plus(LIMIT)).isAfter(Instant.now());
    assertThat(shown.toString()).contains("hub leg to").endsWith("All of it held.\n");
  }
}
