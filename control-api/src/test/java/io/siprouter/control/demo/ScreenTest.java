package io.siprouter.control.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenTest {

  private final StringWriter shown = new StringWriter();

  @Test
  void terminalShowsTheNewInPlaceOfTheOld() {
    var screen = new Screen(new PrintWriter(shown), true);

    screen.show(List.of("a", "b"));
    screen.show(List.of("c", "d"));

    assertThat(shown.toString().lines().toList())
        .containsExactly("\033[2Ka", "\033[2Kb", "\033[2A\033[2Kc", "\033[2Kd");
  }

  @Test
  void fileGetsOneBelowTheOther() {
    var screen = new Screen(new PrintWriter(shown), false);

    screen.show(List.of("a", "b"));
    screen.show(List.of("c", "d"));

    assertThat(shown.toString().lines()).containsExactly("a", "b", "c", "d");
  }
}
