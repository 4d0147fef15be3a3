package io.siprouter.config.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Hours of some days of every week.
 *
 * @param days on which they begin, at least one
 */
public record WeeklyHours(Set<DayOfWeek> days, LocalTime from, LocalTime to) implements Hours {

  public WeeklyHours {
    days = Set.copyOf(days);
  }

  /** Reads {@code mon}. */
  public static Optional<DayOfWeek> day(String text) {
    return Stream.of(DayOfWeek.values()).filter(day -> name(day).equals(text)).findFirst();
  }

  private static String name(DayOfWeek day) {
    return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
  }

  boolean beginOn(LocalDate date) {
    return days.contains(date.getDayOfWeek());
  }
}
