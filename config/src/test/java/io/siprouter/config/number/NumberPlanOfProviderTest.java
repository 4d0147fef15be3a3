package io.siprouter.config.number;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.config.ConfigLoader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberPlanOfProviderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'x': 1                              | 49 | 30  | 00 | 000",
        "'areaCode': '00221'                 | 49 | 221 | 00 | 000",
        "'nationalPrefix': '0'               | 49 | 30  | 0  | 000",
        "'country': 'DE'                     | 49 | 30  | 00 | 000",
        "'country': 'AT'                     | 43 | ``  | 0  | 00",
        "'country': 'AT', 'areaCode': '01'   | 43 | 1   | 0  | 00",
        "'country': ''                       | `` | ``  | `` | ``",
      })
  void providerSharesThePlanOfTheServerUnlessItsCountryDiffers(
      String fields, String country, String area, String national, String international)
      throws Exception {
    var config =
        ConfigLoader.parse(
            """
            {"server": {'country': 'DE', 'areaCode': '30', 'nationalPrefix': '00',
                        'internationalPrefix': '000'},
             "providers": [{'id': 'p', 'domain': 'x.org', 'username': 'u', 'password': 'p', %s}]}
            """
                .formatted(fields.replace("'x': 1", "'enabled': true"))
                .replace('\'', '"'));

    assertThat(config.numberPlan(config.providers().getFirst()))
        .isEqualTo(new NumberPlan(country, area, national, international));
  }
}
