package io.siprouter.config;

/**
 * At which times a route takes calls: {@code office} while that schedule is open, {@code !office}
 * while it is closed.
 *
 * @param schedule its id
 */
public record ScheduleMatch(String schedule, boolean open) {
  private static final String NOT = "!";

  static ScheduleMatch parse(String text) {
    return text.startsWith(NOT)
        ? new ScheduleMatch(text.substring(NOT.length()), false)
        : new ScheduleMatch(text, true);
  }

  @Override
  public String toString() {
    return open ? schedule : NOT + schedule;
  }
}
