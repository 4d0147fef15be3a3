package io.siprouter.config.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmergencyNumbersTest {
  private static final NumberPlan BERLIN =
      NumberPlan.at("DE", "030", NumberPlan.AUTO, NumberPlan.AUTO);
  private static final EmergencyNumbers HELP =
      EmergencyNumbers.of(EmergencyNumbers.of("DE"), BERLIN, List.of("", "9", "*31#"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "112",
        "0112",
        "+49112",
        "0049112",
        "+112",
        "00112",
        "9112",
        "90112",
        "*31#112",
        "1 1 2",
        "tel:112",
        "112;phone-context=+49",
        "+49 112"
      })
  void helpIsMeantHoweverItIsDialled(String dialled) {
    assertThat(HELP.meant(dialled)).contains("112");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "11", "1123", "112112", "030112", "+43112", "*112", "112#", "8112", "115"})
  void otherNumbersAreNot(String dialled) {
    assertThat(HELP.meant(dialled)).isEmpty();
  }

  @Test
  void everyCountryHasItsOwn() {
    assertThat(EmergencyNumbers.of("DE")).containsExactly("110", "112");
    assertThat(EmergencyNumbers.of("GB")).contains("112", "999");
    assertThat(EmergencyNumbers.of("US")).contains("911");
    assertThat(EmergencyNumbers.of("")).containsExactly("112");
    assertThat(EmergencyNumbers.of("TK")).containsExactly("112");
  }

  @Test
  void numberOfTheConfigurationGoesBeforeThoseOfTheCountry() {
    var own = EmergencyNumbers.of(List.of("5555"), BERLIN, List.of());

    assertThat(own.meant("05555")).contains("5555");
    assertThat(own.meant("112")).isEmpty();
  }
}
