package io.siprouter.config.schedule;

import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Pattern;

/** When something is open on the dates that it is meant for. Pure. */
public sealed interface Hours permits WeeklyHours, SpecialHours {
  Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]|24:00");

  /** The first minute. */
  LocalTime from();

  /** The first minute that is not meant any more; midnight is the end of the day. */
  LocalTime to();

  /** Reads {@code 09:00}; the end of a day, {@code 24:00}, is its midnight. */
  static Optional<LocalTime> time(String text) {
    return Optional.of(text)
        .filter(TIME.asMatchPredicate())
        .map(time -> time.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(time));
  }

  /** Whether they last over midnight. */
  default boolean lastIntoNextDay() {
    return to().isBefore(from()) && !to().equals(LocalTime.MIDNIGHT);
  }

  /** Whether a time of the day that they begin on is meant. */
  default boolean holdOnTheirDay(LocalTime time) {
    var begun = !time.isBefore(from());
    return begun
        && (time.isBefore(to()) || to().isBefore(from()) || to().equals(LocalTime.MIDNIGHT));
  }

  /** Whether a time of the day after is meant. */
  default boolean holdOnNextDay(LocalTime time) {
    return lastIntoNextDay() && time.isBefore(to());
  }
}
