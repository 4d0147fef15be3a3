package io.siprouter.config.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.config.AppConfig;
import io.siprouter.config.ConfigException;
import io.siprouter.config.ConfigLoader;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
  private static final AppConfig CONFIG =
      config(
          """
          {"schedules": [
            {"id": "office", "name": "Office hours", "timezone": "Europe/Berlin",
             "weekly": [
               {"days": ["mon", "tue", "wed", "thu"], "from": "09:00", "to": "17:30"},
               {"days": ["fri"], "from": "09:00", "to": "15:00"}],
             "holidays": ["--12-25", "--12-26", "2026-12-28/2026-12-30", "--12-31/--01-01"],
             "special": [{"dates": "2026-12-24", "from": "10:00", "to": "12:00"}]},
            {"id": "night", "timezone": "Europe/Berlin",
             "weekly": [
               {"days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
                "from": "22:00", "to": "06:00"}],
             "holidays": ["2026-12-25"],
             "special": [
               {"dates": "2026-12-31", "from": "20:00", "to": "03:00"},
               {"dates": "2027-01-01", "from": "10:00", "to": "11:00"}]},
            {"id": "always", "timezone": "UTC",
             "weekly": [
               {"days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
                "from": "00:00", "to": "24:00"}]},
            {"id": "small-hours", "timezone": "Europe/Berlin",
             "weekly": [{"days": ["sun"], "from": "02:15", "to": "02:45"}]},
            {"id": "lord-howe", "timezone": "Australia/Lord_Howe",
             "weekly": [{"days": ["sun"], "from": "01:45", "to": "02:15"}]},
            {"id": "leap", "timezone": "UTC",
             "special": [{"dates": "--02-29", "from": "12:00", "to": "00:00"}]}
          ]}
          """);

  private static AppConfig config(String json) {
    try {
      return ConfigLoader.parse(json);
    } catch (ConfigException e) {
      throw new AssertionError(e);
    }
  }

  private static ScheduleState state(String id, String local) {
    var schedule = CONFIG.schedule(id).orElseThrow();
    return schedule.at(LocalDateTime.parse(local).atZone(schedule.timezone()).toInstant());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T08:59:59, closed until 09:00",
    "2026-11-23T09:00,    open until 17:30",
    "2026-11-23T17:29:59, open until 17:30",
    "2026-11-23T17:30,    closed until Tuesday 09:00",
    "2026-11-27T14:59,    open until 15:00",
    "2026-11-27T15:00,    closed until Monday 09:00",
    "2026-12-24T09:59,    closed until 10:00",
    "2026-12-24T10:00,    open until 12:00",
    "2026-12-24T12:00,    closed until 2027-01-04 09:00",
    "2025-12-31T12:00,    closed until Friday 09:00",
    "2026-12-30T12:00,    closed until Monday 09:00",
  })
  void officeHasHoursHolidaysAndASpecialDay(String local, String text) {
    assertThat(state("office", local).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-12-23T23:00, open until Thursday 06:00",
    "2026-12-24T05:59, open until 06:00",
    "2026-12-24T23:00, open until Friday 00:00",
    "2026-12-25T00:00, closed until Saturday 22:00",
    "2026-12-26T01:00, closed until 22:00",
    "2026-12-30T23:00, open until Thursday 00:00",
    "2026-12-31T05:00, closed until 20:00",
    "2026-12-31T23:00, open until Friday 03:00",
    "2027-01-01T02:59, open until 03:00",
    "2027-01-01T03:00, closed until 10:00",
    "2027-01-01T23:00, closed until Saturday 22:00",
  })
  void whatIsWrittenForADateEndsTheNightOfTheWeek(String local, String text) {
    assertThat(state("night", local).text()).isEqualTo(text);
  }

  @Test
  void whatNeverChangesHasNoEnd() {
    assertThat(state("always", "2026-11-23T09:00").text()).isEqualTo("open");
    assertThat(state("leap", "2026-11-23T09:00").text()).isEqualTo("closed");
    assertThat(state("leap", "2027-11-23T09:00").text()).isEqualTo("closed until 2028-02-29 12:00");
    assertThat(state("leap", "2028-02-29T23:59").text()).isEqualTo("open until Wednesday 00:00");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-29T01:59+01:00, false",
    "2026-03-29T03:00+02:00, false",
    "2026-10-25T02:15+02:00, true",
    "2026-10-25T02:45+02:00, false",
    "2026-10-25T02:15+01:00, true",
    "2026-10-25T02:45+01:00, false",
  })
  void minutesThatComeTwiceAreMeantTwiceAndMissingOnesNever(String moment, boolean open) {
    var schedule = CONFIG.schedule("small-hours").orElseThrow();

    assertThat(schedule.isOpen(OffsetDateTime.parse(moment).toInstant())).isEqualTo(open);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-29T00:00+01:00, 2026-04-05T02:15+02:00",
    "2026-10-25T02:30+02:00, 2026-10-25T02:45+02:00",
    "2026-10-25T02:45+02:00, 2026-10-25T02:15+01:00",
    "2026-10-25T02:15+01:00, 2026-10-25T02:45+01:00",
  })
  void nextChangeKnowsWhichOfTheTwo(String moment, String change) {
    var schedule = CONFIG.schedule("small-hours").orElseThrow();

    assertThat(schedule.at(OffsetDateTime.parse(moment).toInstant()).until())
        .contains(OffsetDateTime.parse(change).toInstant());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-04-04T14:45:00Z, 2026-04-04T15:00:00Z",
    "2026-04-04T15:15:00Z, 2026-04-04T15:45:00Z",
    "2026-10-03T15:15:00Z, 2026-10-03T15:30:00Z",
  })
  void zonesMayMoveByHalfAnHour(String opens, String closes) {
    var schedule = CONFIG.schedule("lord-howe").orElseThrow();
    var first = OffsetDateTime.parse(opens).toInstant();

    assertThat(schedule.isOpen(first.minusSeconds(1))).isFalse();
    assertThat(schedule.isOpen(first)).isTrue();
    assertThat(schedule.at(first).until()).contains(OffsetDateTime.parse(closes).toInstant());
  }

  @Test
  void zoneOfTheMachineIsTheUsualOne() {
    var usual = config("{\"schedules\": [{\"id\": \"a\", \"weekly\": [" + WHOLE_MONDAY + "]}]}");

    assertThat(usual.schedule("a").orElseThrow().timezone()).isEqualTo(ZoneId.systemDefault());
    assertThat(usual.schedule("a").orElseThrow().name()).isEqualTo("a");
  }

  private static final String WHOLE_MONDAY =
      "{\"days\": [\"mon\"], \"from\": \"00:00\", \"to\": \"24:00\"}";
}
