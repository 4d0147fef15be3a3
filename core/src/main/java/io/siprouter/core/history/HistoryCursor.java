package io.siprouter.core.history;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place in the list of calls, newest first.
 *
 * @param createdMs when the last call before it began [ms since 1970]
 * @param seq of the same call
 */
public record HistoryCursor(long createdMs, long seq) {
  private static final Pattern TEXT = Pattern.compile("([0-9a-z]{1,12})-([0-9a-z]{1,12})");
  private static final int RADIX = 36;

  /** Before all calls there are and will be. */
  public static final HistoryCursor START = new HistoryCursor(Long.MAX_VALUE, Long.MAX_VALUE);

  /** Reads what {@link #toString} wrote; empty for anything else. */
  public static Optional<HistoryCursor> parse(String text) {
    var parts = TEXT.matcher(text);
    return parts.matches()
        ? Optional.of(
            new HistoryCursor(
                Long.parseLong(parts.group(1), RADIX), Long.parseLong(parts.group(2), RADIX)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return Long.toString(createdMs, RADIX) + "-" + Long.toString(seq, RADIX);
  }
}
