package io.siprouter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleFaultsTest {
  private static final String WEEKDAYS =
      "'weekly': [{'days': ['mon', 'fri'], 'from': '09:00', 'to': '17:30'}]";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'timezone': 'Europe/Bonn' | timezone is "Europe/Bonn"; allowed: "auto" or the name of a time zone, such as Europe/Berlin
          'timezone': '+01:00' | timezone is "+01:00"; allowed: "auto" or the name of a time zone, such as Europe/Berlin
          'holidays': ['2026-02-29'] | holidays[0] is "2026-02-29"; allowed: a date (2026-12-24), one of every year (--12-24), or two of a kind with / between them
          'holidays': ['--12-24/2027-01-01'] | holidays[0] is "--12-24/2027-01-01"; allowed: a date (2026-12-24), one of every year (--12-24), or two of a kind with / between them
          'holidays': ['--02-29', '2026-12-31/2026-12-01'] | holidays[1] is "2026-12-31/2026-12-01"; allowed: a date (2026-12-24), one of every year (--12-24), or two of a kind with / between them
          'holidays': ['-001-01-01'] | holidays[0] is "-001-01-01"; allowed: a date (2026-12-24), one of every year (--12-24), or two of a kind with / between them
          'special': [{'dates': '24.12.', 'from': '10:00', 'to': '12:00'}] | special[0].dates is "24.12."; allowed: a date (2026-12-24), one of every year (--12-24), or two of a kind with / between them
          'special': [{'dates': '--12-24', 'from': '10:00', 'to': '10:00'}] | special[0].to is "10:00"; allowed: another time than from; a whole day ends at 24:00
          'special': [{'dates': '--12-24', 'from': '24:00', 'to': '10:00'}] | special[0].from is "24:00"; allowed: a time from 00:00 to 23:59
          'holiday': [] | holiday is not a known field; allowed: id, name, timezone, weekly, holidays, special
          """)
  void scheduleFault(String fields, String fault) {
    assertThat(faultsOf("{'id': 's', " + WEEKDAYS + ", " + fields + "}"))
        .containsExactly("$.schedules[0]." + fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'days': ['mon'], 'from': '00:00', 'to': '00:00'} | [0].to is "00:00"; allowed: another time than from; a whole day ends at 24:00
          {'days': ['mon'], 'from': '9:00', 'to': '17:00'} | [0].from is "9:00"; allowed: a time from 00:00 to 23:59
          {'days': ['mon'], 'from': '09:00', 'to': '24:01'} | [0].to is "24:01"; allowed: a time from 00:00 to 24:00
          {'days': [], 'from': '09:00', 'to': '17:00'} | [0].days is an empty array; allowed: mon, tue, wed, thu, fri, sat or sun, at least one, each once
          {'days': ['mon', 'mon'], 'from': '09:00', 'to': '17:00'} | [0].days is an array; allowed: mon, tue, wed, thu, fri, sat or sun, at least one, each once
          {'days': ['Monday'], 'from': '09:00', 'to': '17:00'} | [0].days[0] is "Monday"; allowed: one of "mon", "tue", "wed", "thu", "fri", "sat", "sun"
          {'from': '09:00', 'to': '17:00'} | [0].days is missing; allowed: mon, tue, wed, thu, fri, sat or sun, at least one, each once
          {'days': ['mon', 'tue'], 'from': '09:00', 'to': '17:00'}, {'days': ['tue', 'mon'], 'from': '16:59', 'to': '18:00'} | [1] overlaps $.schedules[0].weekly[0] on Tuesday; allowed: hours beside those of the others
          {'days': ['sun'], 'from': '22:00', 'to': '06:00'}, {'days': ['mon'], 'from': '05:00', 'to': '07:00'} | [1] overlaps $.schedules[0].weekly[0] on Monday; allowed: hours beside those of the others
          {'days': ['mon'], 'from': '05:00', 'to': '07:00'}, {'days': ['sun'], 'from': '22:00', 'to': '06:00'} | [1] overlaps $.schedules[0].weekly[0] on Sunday; allowed: hours beside those of the others
          """)
  void weeklyFault(String weekly, String fault) {
    assertThat(faultsOf("{'id': 's', 'weekly': [" + weekly + "]}"))
        .containsExactly("$.schedules[0].weekly" + fault);
  }

  @Test
  void hoursMayTouch() {
    var touching =
        "{'days': ['sun'], 'from': '22:00', 'to': '06:00'},"
            + "{'days': ['mon'], 'from': '06:00', 'to': '24:00'},"
            + "{'days': ['tue'], 'from': '00:00', 'to': '00:01'},"
            + "{'days': ['tue'], 'from': '00:01', 'to': '00:00'}";

    assertThat(faultsOf("{'id': 's', 'weekly': [" + touching + "]}")).isEmpty();
  }

  @Test
  void scheduleThatNeverOpensIsNone() {
    assertThat(faultsOf("{'id': 's', 'holidays': ['--12-25']}"))
        .containsExactly("$.schedules[0] is never open; allowed: weekly or special hours");
  }

  @Test
  void idsAreUnique() {
    var schedule = "{'id': 's', " + WEEKDAYS + "}";

    assertThat(faultsOf(schedule + "," + schedule))
        .containsExactly(
            "$.schedules[1].id is \"s\" as $.schedules[0].id; allowed: a value that no other one"
                + " has");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'ghost' | is "ghost"; allowed: the id of a schedule, or ! and such an id
          '!ghost' | is "!ghost"; allowed: the id of a schedule, or ! and such an id
          '!!s' | is "!!s"; allowed: the id of a schedule, or ! and such an id
          7 | is 7; allowed: the id of a schedule, or ! and such an id
          """)
  void routesNameSchedulesThatThereAre(String value, String fault) {
    assertThat(faults("{'schedules': [{'id': 's', " + WEEKDAYS + "}], " + route(value) + "}"))
        .contains("$.routes[0].match.schedule " + fault);
  }

  @Test
  void routesMayNameTheOppositeOfASchedule() {
    var schedules = "'schedules': [{'id': 's', " + WEEKDAYS + "}], ";

    assertThat(faults("{" + schedules + route("'!s'") + "}")).isEmpty();
  }

  private static String route(String schedule) {
    return "'routes': [{'id': 'r', 'match': {'direction': 'inbound', 'schedule': "
        + schedule
        + "}, 'action': {'reject': {'code': 480}}}]";
  }

  private static List<String> faultsOf(String schedules) {
    return faults("{'schedules': [" + schedules + "]}");
  }

  private static List<String> faults(String json) {
    var thrown =
        catchThrowableOfType(
            ConfigException.class, () -> ConfigLoader.parse(json.replace('\'', '"')));
    return thrown == null ? List.of() : thrown.faults().stream().map(Fault::toString).toList();
  }
}
