package io.siprouter.core.history;

import io.siprouter.core.leg.LegKind;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A filter as SQL; what people write goes into parameters only. */
final class Condition {

  private static final String TOOK_PART =
      "EXISTS (SELECT 1 FROM legs WHERE call = seq AND kind = ? AND account = ?)";

  private final List<String> parts = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  private Condition() {}

  static Condition of(HistoryFilter filter, HistoryCursor after) {
    var all = new Condition();
    all.add("(created_ms, seq) < (?, ?)", after.createdMs(), after.seq());
    filter.since().ifPresent(since -> all.add("created_ms >= ?", since.toEpochMilli()));
    filter.until().ifPresent(until -> all.add("created_ms < ?", until.toEpochMilli()));
    filter.direction().ifPresent(direction -> all.add("direction = ?", direction));
    filter.device().ifPresent(id -> all.tookPart("device", LegKind.SIP_DEVICE, id));
    filter.provider().ifPresent(id -> all.tookPart("provider", LegKind.SIP_PROVIDER, id));
    filter.number().ifPresent(all::number);
    filter.cause().ifPresent(cause -> all.add("cause = ?", cause));
    filter
        .answered()
        .ifPresent(answered -> all.add("answered_ms IS " + (answered ? "NOT " : "") + "NULL"));
    return all;
  }

  private void tookPart(String sourceKind, LegKind legKind, String id) {
    var either = "(source_kind = ? AND source_id = ? OR " + TOOK_PART + ")";
    add(either, sourceKind, id, legKind.name(), id);
  }

  private void number(String pattern) {
    if (pattern.endsWith("*")) {
      var prefix = pattern.substring(0, pattern.length() - 1);
      numbers("substr(%s, 1, length(?)) = ?", prefix, prefix);
    } else {
      numbers("%s = ?", pattern);
    }
  }

  private void numbers(String test, Object... operands) {
    var tests = new ArrayList<String>();
    for (var column : List.of("caller", "dialled", "number")) {
      tests.add(test.formatted(column));
      values.addAll(List.of(operands));
    }
    parts.add("(" + String.join(" OR ", tests) + ")");
  }

  private void add(String part, Object... operands) {
    parts.add(part);
    values.addAll(List.of(operands));
  }

  String select(int most) {
    return "SELECT * FROM calls WHERE "
        + String.join(" AND ", parts)
        + " ORDER BY created_ms DESC, seq DESC LIMIT "
        + most;
  }

  void fill(PreparedStatement statement) throws SQLException {
    for (var i = 0; i < values.size(); i++) {
      statement.setObject(i + 1, values.get(i));
    }
  }
}
