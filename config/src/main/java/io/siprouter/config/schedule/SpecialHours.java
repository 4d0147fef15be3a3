package io.siprouter.config.schedule;

import java.time.LocalDate;
import java.time.LocalTime;

/**
 * Hours of some dates, in place of those that the week has for them.
 *
 * @param dates on which they begin
 */
public record SpecialHours(DateSpan dates, LocalTime from, LocalTime to) implements Hours {

  boolean beginOn(LocalDate date) {
    return dates.contains(date);
  }
}
