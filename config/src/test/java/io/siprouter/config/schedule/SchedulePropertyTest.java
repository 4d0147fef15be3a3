package io.siprouter.config.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random schedules against a calendar that has a bit for every minute of a wall clock. */
class SchedulePropertyTest {

  /** With a leap day in the middle, and one when Samoa left out a whole date. */
  private static final List<LocalDate> BEGINNINGS =
      List.of(LocalDate.of(2027, 1, 1), LocalDate.of(2011, 1, 1));

  private static final int DAYS = 3 * 365 + 1;
  private static final int SCHEDULES = 1;
  private static final int QUESTIONS = 40;

  private static final List<LocalTime> TIMES =
      Stream.of("00:00", "00:30", "01:00", "01:45", "02:00", "02:30", "03:00", "09:00", "17:30")
          .map(LocalTime::parse)
          .toList();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "America/St_Johns",
        "America/Santiago",
        "Africa/Casablanca",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "Pacific/Apia"
      })
  void scheduleIsWhatTheCalendarSays(String zone) {
    var random = new Random(zone.hashCode());
    for (var i = 0; i < SCHEDULES; i++) {
      for (var beginning : BEGINNINGS) {
        compare(schedule(random, ZoneId.of(zone), beginning.getYear()), beginning, random);
      }
    }
  }

  private static void compare(Schedule schedule, LocalDate beginning, Random random) {
    var calendar = new Calendar(schedule, beginning.minusDays(1), DAYS + 3);
    var first = beginning.atStartOfDay(schedule.timezone()).toInstant();
    for (var i = 0; i < QUESTIONS; i++) {
      compare(schedule, calendar, first.plus(random.nextInt(DAYS * 1440), ChronoUnit.MINUTES));
    }
    transitions(schedule.timezone(), first)
        .flatMap(at -> IntStream.range(-120, 120).mapToObj(i -> at.plus(i, ChronoUnit.MINUTES)))
        .forEach(
            moment ->
                assertThat(schedule.isOpen(moment))
                    .as("%s at %s", schedule, moment)
                    .isEqualTo(calendar.isOpen(moment)));
    transitions(schedule.timezone(), first)
        .map(at -> at.plus(random.nextInt(-180, 180), ChronoUnit.MINUTES))
        .forEach(moment -> compare(schedule, calendar, moment));
  }

  private static void compare(Schedule schedule, Calendar calendar, Instant moment) {
    var state = schedule.at(moment);

    assertThat(state.open())
        .as("%s at %s", schedule, moment)
        .isEqualTo(calendar.isOpen(moment))
        .isEqualTo(schedule.isOpen(moment));
    assertThat(state.until().filter(calendar::knows))
        .as("%s after %s", schedule, moment)
        .isEqualTo(calendar.change(moment));
  }

  private static Stream<Instant> transitions(ZoneId zone, Instant first) {
    var last = first.plus(Duration.ofDays(DAYS - 2));
    return Stream.iterate(
            Optional.ofNullable(zone.getRules().nextTransition(first)),
            Optional::isPresent,
            at -> at.map(it -> zone.getRules().nextTransition(it.getInstant())))
        .map(at -> at.orElseThrow().getInstant())
        .takeWhile(at -> at.isBefore(last));
  }

  private static Schedule schedule(Random random, ZoneId zone, int year) {
    return new Schedule(
        "s",
        "",
        zone,
        some(random, 4).mapToObj(_ -> weekly(random)).toList(),
        some(random, 4).mapToObj(_ -> span(random, year)).toList(),
        some(random, 3).mapToObj(_ -> special(random, span(random, year))).toList());
  }

  private static IntStream some(Random random, int most) {
    return IntStream.range(0, random.nextInt(1, most + 1));
  }

  private static WeeklyHours weekly(Random random) {
    var days = new HashSet<DayOfWeek>();
    some(random, 7).forEach(_ -> days.add(DayOfWeek.of(random.nextInt(1, 8))));
    var from = time(random);
    return new WeeklyHours(days, from, end(random, from));
  }

  private static SpecialHours special(Random random, DateSpan dates) {
    var from = time(random);
    return new SpecialHours(dates, from, end(random, from));
  }

  /** Midnight alone may be both, and is a whole day. */
  private static LocalTime end(Random random, LocalTime from) {
    var to = time(random);
    return to.equals(from) ? LocalTime.MIDNIGHT : to;
  }

  private static LocalTime time(Random random) {
    return random.nextBoolean()
        ? TIMES.get(random.nextInt(TIMES.size()))
        : LocalTime.of(random.nextInt(24), random.nextInt(60));
  }

  private static DateSpan span(Random random, int year) {
    var first = LocalDate.of(year + random.nextInt(3), 1, 1).plusDays(random.nextInt(365));
    var last = first.plusDays(random.nextInt(20));
    return switch (random.nextInt(4)) {
      case 0 -> new DateSpan.Once(first, last);
      case 1 -> new DateSpan.Yearly(MonthDay.from(first), MonthDay.from(last));
      case 2 -> new DateSpan.Yearly(MonthDay.of(2, 29), MonthDay.of(2, 29));
      default -> new DateSpan.Once(first, first);
    };
  }

  /** Every minute that a wall clock can show, painted day by day. */
  private static final class Calendar {
    private final BitSet open = new BitSet();
    private final ZoneId zone;
    private final LocalDateTime beginning;
    private final LocalDateTime end;

    Calendar(Schedule schedule, LocalDate first, int days) {
      zone = schedule.timezone();
      beginning = first.atStartOfDay();
      end = beginning.plusDays(days);
      for (var date = first.minusDays(1);
          date.isBefore(end.toLocalDate());
          date = date.plusDays(1)) {
        paint(schedule, date);
      }
    }

    private void paint(Schedule schedule, LocalDate date) {
      for (var hours : schedule.weekly()) {
        if (!isSetApart(schedule, date) && hours.days().contains(date.getDayOfWeek())) {
          var next = date.plusDays(1);
          paint(date, hours, isSetApart(schedule, next) ? next.atStartOfDay() : LocalDateTime.MAX);
        }
      }
      for (var hours : schedule.special()) {
        if (hours.dates().contains(date)) {
          paint(date, hours, LocalDateTime.MAX);
        }
      }
    }

    private static boolean isSetApart(Schedule schedule, LocalDate date) {
      return Stream.concat(
              schedule.holidays().stream(), schedule.special().stream().map(SpecialHours::dates))
          .anyMatch(span -> span.contains(date));
    }

    private void paint(LocalDate date, Hours hours, LocalDateTime latest) {
      var from = date.atTime(hours.from());
      var to = date.atTime(hours.to());
      var after = to.isAfter(from) ? to : to.plusDays(1);
      var last = after.isBefore(latest) ? after : latest;
      open.set(Math.max(0, minute(from)), Math.max(0, minute(last)));
    }

    private int minute(LocalDateTime local) {
      return (int) ChronoUnit.MINUTES.between(beginning, local);
    }

    boolean knows(Instant moment) {
      return LocalDateTime.ofInstant(moment, zone).isBefore(end);
    }

    boolean isOpen(Instant moment) {
      return open.get(minute(LocalDateTime.ofInstant(moment, zone)));
    }

    Optional<Instant> change(Instant moment) {
      var now = isOpen(moment);
      return Stream.iterate(moment, at -> at.plus(1, ChronoUnit.MINUTES))
          .takeWhile(this::knows)
          .filter(at -> isOpen(at) != now)
          .findFirst();
    }
  }
}
