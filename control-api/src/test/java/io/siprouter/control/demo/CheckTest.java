package io.siprouter.control.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CheckTest {

  private static final Check HELD = new Check("the sun rises", true, "");
  private static final Check FAILED = new Check("pigs fly", false, "0 of 3");

  @Test
  void oneFailureFailsAll() {
    assertThat(Check.allHeld(List.of(HELD, FAILED))).isFalse();
    assertThat(Check.render(List.of(HELD, FAILED)))
        .containsExactly(
            "  ok     the sun rises", "  FAILED pigs fly (0 of 3)", "1 of 2 checks FAILED.");
  }

  @Test
  void verdictIsGoodWhereAllHold() {
    assertThat(Check.allHeld(List.of(HELD))).isTrue();
    assertThat(Check.render(List.of(HELD)).getLast()).isEqualTo("All of it held.");
  }
}
