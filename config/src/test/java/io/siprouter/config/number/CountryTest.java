package io.siprouter.config.number;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.ShortNumberInfo;
import org.junit.jupiter.api.Test;

/** The table against the library that the whole trade keeps up to date. */
class CountryTest {
  private static final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();

  @Test
  void tableHasEveryCountry() {
    assertThat(Country.all())
        .extracting(Country::code)
        .containsExactlyInAnyOrderElementsOf(numbers.getSupportedRegions());
  }

  @Test
  void tableSaysWhatTheLibrarySays() {
    for (var country : Country.all()) {
      var prefix = numbers.getNddPrefixForRegion(country.code(), true);

      assertThat(country.callingCode())
          .as(country.code())
          .isEqualTo(String.valueOf(numbers.getCountryCodeForRegion(country.code())));
      assertThat(country.nationalPrefix())
          .as(country.code())
          .isEqualTo(prefix == null ? "" : prefix);
      assertThat(country.emergencyNumbers())
          .allMatch(
              number -> ShortNumberInfo.getInstance().isEmergencyNumber(number, country.code()));
    }
  }

  @Test
  void germanyIsAsEverybodyThereKnowsIt() {
    assertThat(Country.of("DE"))
        .hasValueSatisfying(
            country -> {
              assertThat(country.callingCode()).isEqualTo("49");
              assertThat(country.nationalPrefix()).isEqualTo("0");
              assertThat(country.internationalPrefix()).isEqualTo("00");
              assertThat(country.emergencyNumbers()).containsExactly("110", "112");
            });
    assertThat(Country.of("XX")).isEmpty();
  }
}
