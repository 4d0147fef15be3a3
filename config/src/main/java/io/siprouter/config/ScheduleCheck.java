package io.siprouter.config;

import io.siprouter.config.schedule.DateSpan;
import io.siprouter.config.schedule.Hours;
import io.siprouter.config.schedule.Schedule;
import io.siprouter.config.schedule.WeeklyHours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a schema cannot say about schedules: zones and dates that there are, hours that last and do
 * not overlap. Whatever the schema refuses is passed over here.
 */
final class ScheduleCheck {
  private static final String ZONE = "\"auto\" or the name of a time zone, such as Europe/Berlin";
  private static final String DATES =
      "a date (2026-12-24), one of every year (--12-24), or two of a kind with / between them";
  private static final int MOST_WEEKLY = 50; // the schema refuses more; each is held against each
  private static final long WEEK_MINUTES = Duration.ofDays(7).toMinutes();
  private static final long DAY_MINUTES = Duration.ofDays(1).toMinutes();

  private final Located config;
  private final List<Fault> faults = new ArrayList<>();

  /**
   * @param config complete with its defaults
   */
  ScheduleCheck(Located config) {
    this.config = config;
  }

  List<Fault> faults() {
    config.at("schedules").items().forEach(this::checkSchedule);
    return faults;
  }

  private void checkSchedule(Located schedule) {
    var zone = schedule.at("timezone");
    zone.text()
        .filter(text -> Schedule.zone(text).isEmpty())
        .ifPresent(_ -> faults.add(zone.fault(ZONE)));
    schedule.at("holidays").items().forEach(this::checkDates);
    schedule.at("special").items().forEach(hours -> checkDates(hours.at("dates")));
    checkHours(schedule);
    checkOverlaps(
        schedule.at("weekly").items().limit(MOST_WEEKLY).flatMap(ScheduleCheck::openings).toList());
  }

  private void checkDates(Located dates) {
    dates
        .text()
        .filter(text -> DateSpan.parse(text).isEmpty())
        .ifPresent(_ -> faults.add(dates.fault(DATES)));
  }

  private void checkHours(Located schedule) {
    var all = Stream.of("weekly", "special").flatMap(field -> schedule.at(field).items()).toList();
    if (schedule.node().isObject() && all.isEmpty()) {
      faults.add(new Fault(schedule.path(), "is never open", "weekly or special hours"));
    }
    all.stream()
        .filter(ScheduleCheck::lastsNoTime)
        .map(hours -> hours.at("to").fault("another time than from; a whole day ends at 24:00"))
        .forEach(faults::add);
  }

  private static boolean lastsNoTime(Located hours) {
    var from = hours.at("from").text();
    return from.isPresent() && from.equals(hours.at("to").text());
  }

  /**
   * One opening of the week.
   *
   * @param place where it is written
   * @param beginMinute of the week, which begins on Monday
   */
  private record Opening(Located place, DayOfWeek day, long beginMinute, long minutes) {

    boolean overlaps(Opening later) {
      var ahead = Math.floorMod(later.beginMinute - beginMinute, WEEK_MINUTES);
      return ahead < minutes;
    }
  }

  private static Stream<Opening> openings(Located hours) {
    var from = time(hours.at("from"));
    var to = time(hours.at("to"));
    return from.isEmpty() || to.isEmpty() || lastsNoTime(hours)
        ? Stream.empty()
        : hours
            .at("days")
            .items()
            .flatMap(day -> day.text().flatMap(WeeklyHours::day).stream())
            .distinct()
            .map(day -> opening(hours, day, from.get(), to.get()));
  }

  private static Optional<LocalTime> time(Located place) {
    return place.text().flatMap(Hours::time);
  }

  private static Opening opening(Located place, DayOfWeek day, LocalTime from, LocalTime to) {
    var begin =
        Duration.ofDays(day.getValue() - DayOfWeek.MONDAY.getValue())
            .plus(Duration.between(LocalTime.MIDNIGHT, from));
    var minutes = Math.floorMod(Duration.between(from, to).toMinutes(), DAY_MINUTES);
    return new Opening(place, day, begin.toMinutes(), minutes == 0 ? DAY_MINUTES : minutes);
  }

  /** One fault for each element of the configuration, however many days it has. */
  private void checkOverlaps(List<Opening> openings) {
    var told = new HashSet<String>();
    for (var i = 0; i < openings.size(); i++) {
      var later = openings.get(i);
      openings.subList(0, i).stream()
          .filter(earlier -> earlier.overlaps(later) || later.overlaps(earlier))
          .findFirst()
          .filter(_ -> told.add(later.place().path()))
          .ifPresent(earlier -> faults.add(overlap(earlier, later)));
    }
  }

  private static Fault overlap(Opening earlier, Opening later) {
    var day = later.day().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    return new Fault(
        later.place().path(),
        "overlaps " + earlier.place().path() + " on " + day,
        "hours beside those of the others");
  }
}
