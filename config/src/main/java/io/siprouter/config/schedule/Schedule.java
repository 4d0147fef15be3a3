package io.siprouter.config.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When the house is open, by the clock on its wall. Pure and immutable.
 *
 * <p>What is written for a date goes before what is written for the week: on a holiday it is closed
 * from midnight to midnight, and a date with special hours has no others, a holiday or not. Hours
 * that last over midnight belong to the day they begin on; those of the week end at midnight where
 * a holiday or a date with special hours follows. Where clocks are put forward the minutes that
 * there are not are left out, where they are put back those that come twice are meant twice.
 *
 * @param name for people
 * @param timezone whose wall clock counts
 * @param weekly that do not overlap
 * @param holidays closed whatever the week says
 */
public record Schedule(
    String id,
    String name,
    ZoneId timezone,
    List<WeeklyHours> weekly,
    List<DateSpan> holidays,
    List<SpecialHours> special) {

  /** More than a year, so that nothing that comes every year is missed. */
  private static final Duration FORESIGHT = Duration.ofDays(400);

  public Schedule {
    name = name.isEmpty() ? id : name;
    weekly = List.copyOf(weekly);
    holidays = List.copyOf(holidays);
    special = List.copyOf(special);
  }

  /** Reads the name of a time zone; {@code auto} is that of this machine. */
  public static Optional<ZoneId> zone(String text) {
    return text.equals("auto")
        ? Optional.of(ZoneId.systemDefault())
        : Optional.of(text).filter(ZoneId.getAvailableZoneIds()::contains).map(ZoneId::of);
  }

  /** Whether it is open at a moment. */
  public boolean isOpen(Instant moment) {
    var local = LocalDateTime.ofInstant(moment, timezone);
    var time = local.toLocalTime();
    return beginning(local.toLocalDate()).anyMatch(hours -> hours.holdOnTheirDay(time))
        || lastingInto(local.toLocalDate()).anyMatch(hours -> hours.holdOnNextDay(time));
  }

  /** What it is at a moment, and until when. */
  public ScheduleState at(Instant moment) {
    var open = isOpen(moment);
    var horizon = moment.plus(FORESIGHT);
    var change =
        Stream.iterate(nextBoundary(moment), this::nextBoundary)
            .takeWhile(next -> next.isBefore(horizon))
            .filter(next -> isOpen(next) != open)
            .findFirst();
    return new ScheduleState(this, moment, open, change);
  }

  /**
   * Between two transitions of its zone a wall clock just runs, so that nothing can change but at a
   * time that is written down, at midnight, or at the transition itself.
   */
  private Instant nextBoundary(Instant moment) {
    var local = LocalDateTime.ofInstant(moment, timezone);
    var next =
        timesOf(local.toLocalDate())
            .filter(time -> time.isAfter(local.toLocalTime()))
            .min(LocalTime::compareTo)
            .map(local.toLocalDate()::atTime)
            .orElseGet(() -> local.toLocalDate().plusDays(1).atStartOfDay());
    var written = next.toInstant(timezone.getRules().getOffset(moment));
    return Optional.ofNullable(timezone.getRules().nextTransition(moment)) // null: none any more
        .map(transition -> transition.getInstant())
        .filter(transition -> transition.isBefore(written))
        .orElse(written);
  }

  private Stream<LocalTime> timesOf(LocalDate date) {
    return Stream.concat(
        beginning(date).flatMap(hours -> Stream.of(hours.from(), hours.to())),
        lastingInto(date).map(Hours::to));
  }

  /** The hours that begin on a date. */
  private Stream<? extends Hours> beginning(LocalDate date) {
    return isOrdinary(date) ? weekly(date) : special(date);
  }

  /** Hours of the evening before that a date lets go on. */
  private Stream<? extends Hours> lastingInto(LocalDate date) {
    var eve = date.minusDays(1);
    return (isOrdinary(date) ? beginning(eve) : special(eve)).filter(Hours::lastIntoNextDay);
  }

  private boolean isOrdinary(LocalDate date) {
    return special(date).findAny().isEmpty()
        && holidays.stream().noneMatch(span -> span.contains(date));
  }

  private Stream<WeeklyHours> weekly(LocalDate date) {
    return weekly.stream().filter(hours -> hours.beginOn(date));
  }

  private Stream<SpecialHours> special(LocalDate date) {
    return special.stream().filter(hours -> hours.beginOn(date));
  }
}
