package io.siprouter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberPatternTest {
  @ParameterizedTest
  @CsvSource({
    "101, 101, true",
    "101, 1010, false",
    "*43, *43, true",
    "1*2, 1*2, true",
    "1*2, 1992, false",
    "+49*, +4930123, true",
    "+49*, +49, true",
    "+49*, +43123, false",
    "*, '', true",
    "*, anything, true",
    "/0[1-9]+/, 0123, true",
    "/0[1-9]+/, 00123, false",
    "/0[1-9]+/, 0123x, false",
    "/a|b/, ab, false",
    "/.*/, '', true",
  })
  void patternMatchesWholeNumbers(String pattern, String number, boolean matches) {
    assertThat(NumberPattern.parse(pattern).matches(number)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(strings = {"101", "+49*", "*", "/0[1-9]+/"})
  void patternPrintsAsItWasWritten(String text) {
    assertThat(NumberPattern.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "//", "/abc", "/[/", "/(a)\\1/"})
  void whatIsNoPatternIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> NumberPattern.parse(text));
  }

  @Test
  void expressionThatBacktrackingWouldNeverFinishIsLinear() {
    assertThat(NumberPattern.parse("/(a+)+b/").matches("a".repeat(10_000))).isFalse();
  }
}
