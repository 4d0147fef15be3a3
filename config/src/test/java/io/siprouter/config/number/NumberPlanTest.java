package io.siprouter.config.number;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberPlanTest {
  private static final NumberPlan BERLIN = plan("DE", "030");
  private static final NumberPlan GERMANY = plan("DE", "");
  private static final NumberPlan ROME = plan("IT", "");
  private static final NumberPlan CHICAGO = plan("US", "312");

  private static NumberPlan plan(String country, String areaCode) {
    return NumberPlan.at(country, areaCode, NumberPlan.AUTO, NumberPlan.AUTO);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "+4930123456                      | +4930123456",
        "004930123456                     | +4930123456",
        "030123456                        | +4930123456",
        "030 / 12 34-56                   | +4930123456",
        "(030) 123.456                    | +4930123456",
        "+49 (0)30 123456                 | +4930123456",
        "0049 (0) 30 123456               | +4930123456",
        "223456                           | +4930223456",
        "0033 1 23456789                  | +33123456789",
        "tel:+49-30-123456                | +4930123456",
        "tel:030123456;phone-context=+49  | +4930123456",
        "tel:223456;phone-context=+4940   | +4940223456",
        "030123456;phone-context=here.de  | +4930123456",
        "+4930123456;user=phone           | +4930123456",
      })
  void numberIsWorldwideHoweverItIsDialled(String text, String e164) {
    assertThat(BERLIN.dialled(text).e164()).contains(e164);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "101",
        "9999",
        "110",
        "115",
        "116117",
        "11833",
        "22",
        "0",
        "00",
        "+",
        "+49110",
        "0112",
        "*43",
        "*31#",
        "**610",
        "#9",
        "alice",
        "alice.smith",
        "a+b",
        "",
        "0049",
        "+0301234567",
        "1234567890123456",
        "003012345678901234"
      })
  void whatCouldBeShortOrNoNumberStaysAsItWasDialled(String text) {
    assertThat(BERLIN.dialled(text)).isEqualTo(PhoneNumber.local(text));
  }

  @Test
  void numberAsDialledIsKeptWithoutItsSeparators() {
    assertThat(BERLIN.dialled("030 12-34 56").dialled()).isEqualTo("030123456");
    assertThat(BERLIN.dialled("030 12-34 56")).hasToString("+4930123456");
  }

  @Test
  void numberWithoutPrefixStaysAsDialledWhereTheAreaIsNotKnown() {
    assertThat(GERMANY.dialled("223456").e164()).isEmpty();
    assertThat(GERMANY.dialled("030223456").e164()).contains("+4930223456");
  }

  @Test
  void nothingButPlusIsReadWhereTheCountryIsNotKnown() {
    assertThat(NumberPlan.UNKNOWN.dialled("+4930123456").e164()).contains("+4930123456");
    assertThat(NumberPlan.UNKNOWN.dialled("004930123456").e164()).isEmpty();
    assertThat(NumberPlan.UNKNOWN.dialBack(NumberPlan.UNKNOWN.dialled("+4930123456")))
        .isEqualTo("+4930123456");
  }

  @Test
  void countriesWithoutNationalPrefixKeepTheirZeros() {
    assertThat(ROME.dialled("0612345678").e164()).contains("+390612345678");
    assertThat(ROME.dialled("3331234567").e164()).contains("+393331234567");
    assertThat(ROME.dialled("118").e164()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"3125550123", "13125550123", "5550123", "+1 312 555 0123"})
  void northAmericansMayLeaveTheirPrefixOut(String text) {
    assertThat(CHICAGO.dialled(text).e164()).contains("+13125550123");
  }

  @Test
  void configuredPrefixesGoBeforeThoseOfTheCountry() {
    var behindAnotherSystem = NumberPlan.at("DE", "30", "00", "000");

    assertThat(behindAnotherSystem.dialled("0030123456").e164()).contains("+4930123456");
    assertThat(behindAnotherSystem.dialled("00033123456789").e164()).contains("+33123456789");
  }

  @ParameterizedTest
  @CsvSource({
    "030123456,     +4930123456,  4930123456,  030123456,     030123456",
    "+33123456789,  +33123456789, 33123456789, 0033123456789, +33123456789",
    "00331234567,   +331234567,   331234567,   00331234567,   00331234567",
    "116117,        116117,       116117,      116117,        116117",
    "*21#,          *21#,         *21#,        *21#,          *21#",
  })
  void numberIsWrittenAsTheProviderWantsIt(
      String dialled, String e164, String digits, String national, String asDialled) {
    var number = GERMANY.dialled(dialled);

    assertThat(GERMANY.write(number, NumberFormat.E164)).isEqualTo(e164);
    assertThat(GERMANY.write(number, NumberFormat.E164_DIGITS)).isEqualTo(digits);
    assertThat(GERMANY.write(number, NumberFormat.NATIONAL)).isEqualTo(national);
    assertThat(GERMANY.write(number, NumberFormat.AS_DIALLED)).isEqualTo(asDialled);
  }

  @ParameterizedTest
  @CsvSource({
    "4930123456,   +4930123456",
    "33123456789,  +33123456789",
    "+4930123456,  +4930123456",
    "030123456,    +4930123456",
    "004930123456, +4930123456",
  })
  void providerOfWorldwideNumbersMayLeaveThePlusOut(String told, String e164) {
    assertThat(GERMANY.told(told, NumberFormat.E164).e164()).contains(e164);
    assertThat(GERMANY.told(told, NumberFormat.E164_DIGITS).e164()).contains(e164);
  }

  @Test
  void providerOfOtherNumbersIsReadAsOneDials() {
    assertThat(GERMANY.told("4930123456", NumberFormat.NATIONAL).e164()).isEmpty();
    assertThat(GERMANY.told("0301234567", NumberFormat.AS_DIALLED).e164()).contains("+49301234567");
    assertThat(GERMANY.told("610", NumberFormat.E164).e164()).isEmpty();
  }

  @Test
  void phoneDialsBackWhatItIsShown() {
    var caller = BERLIN.told("4930123456", NumberFormat.E164);
    var abroad = BERLIN.told("33123456789", NumberFormat.E164);

    assertThat(BERLIN.dialled(BERLIN.dialBack(caller)).e164()).isEqualTo(caller.e164());
    assertThat(BERLIN.dialBack(caller)).isEqualTo("030123456");
    assertThat(BERLIN.dialBack(abroad)).isEqualTo("0033123456789");
  }
}
