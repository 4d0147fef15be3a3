package io.siprouter.control.command;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/** Moments as people and programs write them. RFC 3339; seconds may be left out. */
public final class Rfc3339 {

  /** What is told of a text that is none. */
  public static final String FAULT = "is no time of RFC 3339, such as 2026-12-25T10:00:00+01:00";

  /** A year of four digits; the standard has no others. */
  private static final Pattern SHAPE = Pattern.compile("[0-9]{4}-.*");

  /** No time ends so: it was the plus sign of somebody who did not write %2B in a query. */
  private static final Pattern LOST_PLUS = Pattern.compile("(.*T.*) ([0-9]{2}:[0-9]{2})");

  private Rfc3339() {}

  /** Empty where the text is no moment. */
  public static Optional<Instant> parse(String text) {
    var given = LOST_PLUS.matcher(text).replaceFirst("$1+$2");
    try {
      return Optional.of(given)
          .filter(SHAPE.asMatchPredicate())
          .map(it -> OffsetDateTime.parse(it).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
