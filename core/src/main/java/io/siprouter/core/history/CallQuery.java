package io.siprouter.core.history;

import static io.siprouter.core.history.Columns.instant;
import static io.siprouter.core.history.Columns.optionalInstant;
import static io.siprouter.core.history.Columns.optionalText;

import io.siprouter.core.history.CallRecord.LegRecord;
import io.siprouter.core.history.CallRecord.Quality;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads calls from the tables, newest first. Whoever has the connection. */
final class CallQuery {

  private static final String LEGS = "SELECT * FROM legs WHERE call = ? ORDER BY position";

  private final Connection connection;

  CallQuery(Connection connection) {
    this.connection = connection;
  }

  /**
   * Calls that a filter lets through.
   *
   * @param after where to go on
   * @param most how many at once [1..]
   */
  HistoryPage page(HistoryFilter filter, HistoryCursor after, int most) throws SQLException {
    var condition = Condition.of(filter, after);
    var items = new ArrayList<CallRecord>();
    var last = after;
    try (var calls = connection.prepareStatement(condition.select(most + 1));
        var legs = connection.prepareStatement(LEGS)) {
      condition.fill(calls);
      try (var row = calls.executeQuery()) {
        while (items.size() < most && row.next()) {
          last = new HistoryCursor(row.getLong("created_ms"), row.getLong("seq"));
          legs.setLong(1, last.seq());
          items.add(call(row, legs(legs.executeQuery())));
        }
        var next = row.next() ? Optional.of(last.toString()) : Optional.<String>empty();
        return new HistoryPage(items, next);
      }
    }
  }

  /** One call by its id. */
  Optional<CallRecord> call(String id) throws SQLException {
    try (var calls = connection.prepareStatement("SELECT * FROM calls WHERE id = ?");
        var legs = connection.prepareStatement(LEGS)) {
      calls.setString(1, id);
      try (var row = calls.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        legs.setLong(1, row.getLong("seq"));
        return Optional.of(call(row, legs(legs.executeQuery())));
      }
    }
  }

  private static CallRecord call(ResultSet row, List<LegRecord> legs) throws SQLException {
    return new CallRecord(
        row.getString("id"),
        row.getString("direction"),
        row.getString("source_kind"),
        row.getString("source_id"),
        row.getString("caller"),
        row.getString("caller_name"),
        row.getString("dialled"),
        row.getString("number"),
        optionalText(row, "route"),
        row.getString("reason"),
        row.getBoolean("emergency"),
        instant(row, "created_ms"),
        optionalInstant(row, "ringing_ms"),
        optionalInstant(row, "answered_ms"),
        instant(row, "ended_ms"),
        row.getDouble("duration_sec"),
        row.getString("cause"),
        row.getInt("sip_status"),
        legs);
  }

  private static List<LegRecord> legs(ResultSet rows) throws SQLException {
    try (rows) {
      var legs = new ArrayList<LegRecord>();
      while (rows.next()) {
        legs.add(leg(rows));
      }
      return legs;
    }
  }

  private static LegRecord leg(ResultSet row) throws SQLException {
    return new LegRecord(
        row.getString("id"),
        row.getString("kind"),
        row.getString("remote"),
        row.getString("account"),
        row.getString("direction"),
        instant(row, "added_ms"),
        optionalInstant(row, "ringing_ms"),
        optionalInstant(row, "answered_ms"),
        instant(row, "ended_ms"),
        row.getString("cause"),
        row.getInt("sip_status"),
        quality(row));
  }

  private static Optional<Quality> quality(ResultSet row) throws SQLException {
    var codec = optionalText(row, "codec");
    return codec.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Quality.of(
                codec.get(),
                row.getLong("packets_rx"),
                row.getLong("packets_tx"),
                row.getLong("lost"),
                row.getDouble("jitter_ms"),
                row.getDouble("delay_ms")));
  }
}
