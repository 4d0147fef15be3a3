package io.siprouter.core.history;

import static io.siprouter.core.history.SampleCalls.answered;
import static io.siprouter.core.history.SampleCalls.missed;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls as lines of a table. */
class CallCsvTest {

  @Test
  void lineHasAFieldForEachColumn() {
    assertThat(CallCsv.line(answered("a", 0)))
        .isEqualTo(
            "a,outbound,device,kitchen,101,Kitchen,015112345,+4915112345,mobile,"
                + "015112345 leaves through north as +4915112345,false,2026-11-21T12:00:00Z,"
                + "2026-11-21T12:00:00.150Z,2026-11-21T12:00:03Z,2026-11-21T12:01:03Z,60.0,"
                + "caller_hangup,0,2,+4915112345,PCMA,0.33,1.5\r\n");
    assertThat(commas(CallCsv.head())).isEqualTo(commas(CallCsv.line(answered("a", 0))));
  }

  private static long commas(String line) {
    return line.chars().filter(c -> c == ',').count();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "=HYPERLINK(1)      | '=HYPERLINK(1)",
        "+1+cmd             | '+1+cmd",
        "-2+3               | '-2+3",
        "@SUM(A1)           | '@SUM(A1)",
        "+4930123           | +4930123",
        "-1.5               | -1.5",
        "030 123            | 030 123",
      })
  void whatASpreadsheetWouldCalculateIsText(String number, String field) {
    assertThat(CallCsv.line(missed("a", 0, number, "y")))
        .startsWith("a,inbound,provider,south," + field + ",");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {"a,b | \"a,b\"", "say \"hi\" | \"say \"\"hi\"\"\"", "=1,2 | \"'=1,2\""})
  void fieldsWithCommasAndQuotesAreQuoted(String from, String field) {
    assertThat(CallCsv.line(missed("a", 0, from, "y")))
        .startsWith("a,inbound,provider,south," + field + ",");
  }
}
