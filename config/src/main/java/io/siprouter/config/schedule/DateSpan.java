package io.siprouter.config.schedule;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Optional;
import java.util.regex.Pattern;

/** One date or several in a row, once or every year. Immutable. */
public sealed interface DateSpan {

  Pattern SHAPE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}|--[0-9]{2}-[0-9]{2}");

  boolean contains(LocalDate date);

  /**
   * Dates of one year or of years that follow each other.
   *
   * @param last not before the first
   */
  record Once(LocalDate first, LocalDate last) implements DateSpan {
    @Override
    public boolean contains(LocalDate date) {
      return !date.isBefore(first) && !date.isAfter(last);
    }
  }

  /**
   * Dates of every year; over New Year's Eve where the last is before the first. The 29th of
   * February is only in leap years.
   */
  record Yearly(MonthDay first, MonthDay last) implements DateSpan {
    @Override
    public boolean contains(LocalDate date) {
      var day = MonthDay.from(date);
      var afterFirst = !day.isBefore(first);
      var beforeLast = !day.isAfter(last);
      return last.isBefore(first) ? afterFirst || beforeLast : afterFirst && beforeLast;
    }
  }

  /**
   * Reads {@code 2026-12-24}, {@code 2026-12-24/2027-01-01}, {@code --12-24} or {@code
   * --12-24/--01-01}; empty where the text is none of these or there is no such date.
   */
  static Optional<DateSpan> parse(String text) {
    var slash = text.indexOf('/');
    return slash < 0 ? span(text, text) : span(text.substring(0, slash), text.substring(slash + 1));
  }

  private static Optional<DateSpan> span(String first, String last) {
    if (!SHAPE.matcher(first).matches() || !SHAPE.matcher(last).matches()) {
      return Optional.empty();
    }
    try {
      return first.startsWith("--")
          ? Optional.of(new Yearly(MonthDay.parse(first), MonthDay.parse(last)))
          : once(LocalDate.parse(first), LocalDate.parse(last));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Optional<DateSpan> once(LocalDate first, LocalDate last) {
    return last.isBefore(first) ? Optional.empty() : Optional.of(new Once(first, last));
  }
}
