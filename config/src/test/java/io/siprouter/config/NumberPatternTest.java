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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/((a{1000}){1000}){1000}/",
        "/((a{16}){16}){2}/",
        "/(\\Q[\\E(a{100})){3}/",
        "/([]a](a{100})){3}/",
        "/([[:alpha:]a](a{100})){3}/",
        "/([)\\]](a{100})){3}/",
        "/(\\p{L}{100}|b){3,}/",
        "/a{1,257}/"
      })
  void expressionThatWouldFillTheMemoryIsNone(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NumberPattern.parse(text))
        .withMessage("it may stand for up to 256 characters, repetitions written out");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/\\+49(30|40|89)[0-9]{3,8}/",
        "/(0[1-9][0-9]{2,4}){1,3}[0-9]{3,11}/",
        "/[0-9]{1,250}/",
        "/[)(]{3}\\)[]{1000}]a/",
        "/\\Q(a{1000})\\E/"
      })
  void expressionsThatNumbersNeedAreFine(String text) {
    assertThat(NumberPattern.parse(text)).hasToString(text);
  }

  @Test
  void endlessPatternIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NumberPattern.parse("/" + "(".repeat(90_000) + ")".repeat(90_000) + "/"))
        .withMessage("a pattern has up to 200 characters");
  }
}
