package io.siprouter.config.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * What a schedule is at a moment.
 *
 * @param until when that changes next; empty where it stays so for more than a year
 */
public record ScheduleState(
    Schedule schedule, Instant moment, boolean open, Optional<Instant> until) {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

  /** In words, by the clock on its wall: {@code closed until Monday 09:00}. */
  public String text() {
    return (open ? "open" : "closed") + until.map(this::local).map(this::until).orElse("");
  }

  private String until(ZonedDateTime change) {
    return " until " + format(change.toLocalDate()).format(change);
  }

  /** The same weekday may be the next week's. */
  private DateTimeFormatter format(LocalDate day) {
    var today = local(moment).toLocalDate();
    if (day.equals(today)) {
      return TIME;
    }
    return day.isBefore(today.plusWeeks(1)) ? DAY : DATE;
  }

  private ZonedDateTime local(Instant when) {
    return when.atZone(schedule.timezone());
  }
}
