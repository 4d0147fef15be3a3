package io.siprouter.core.history;

import java.util.List;
import java.util.Optional;

/**
 * Some calls, newest first.
 *
 * @param next the cursor of what comes after them; empty at the end
 */
public record HistoryPage(List<CallRecord> items, Optional<String> next) {
  public HistoryPage {
    items = List.copyOf(items);
  }
}
