package io.siprouter.core.history;

import io.siprouter.core.history.CallRecord.LegRecord;
import io.siprouter.core.history.CallRecord.Quality;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Writes calls into the tables, and removes old ones. The writer's thread. */
final class CallTable {

  private static final String INSERT_CALL =
      """
      INSERT OR IGNORE INTO calls (id, direction, source_kind, source_id, caller, caller_name, dialled,
        number, route, reason, emergency, created_ms, ringing_ms, answered_ms, ended_ms,
        duration_sec, cause, sip_status)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String INSERT_LEG =
      """
      INSERT OR IGNORE INTO legs (call, position, id, kind, remote, account, direction, added_ms,
        ringing_ms, answered_ms, ended_ms, cause, sip_status, codec, packets_rx, packets_tx, lost,
        jitter_ms, delay_ms)
      VALUES ((SELECT seq FROM calls WHERE id = ?),
        ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  /** Old calls go in portions: one transaction of all of them would fill the log of changes. */
  private static final int PORTION = 1_000;

  private static final String DELETE_OLD =
      "DELETE FROM calls WHERE seq IN (SELECT seq FROM calls WHERE created_ms < ? LIMIT "
          + PORTION
          + ")";

  private static final String DELETE_SURPLUS =
      "DELETE FROM calls WHERE seq IN (SELECT seq FROM calls ORDER BY created_ms DESC, seq DESC"
          + " LIMIT "
          + PORTION
          + " OFFSET ?)";

  private CallTable() {}

  /** Writes all of them or none. */
  static void insert(Connection connection, List<CallRecord> calls) throws SQLException {
    connection.setAutoCommit(false);
    try (var call = connection.prepareStatement(INSERT_CALL);
        var leg = connection.prepareStatement(INSERT_LEG)) {
      for (var record : calls) {
        insert(new Row(call), record);
        insert(leg, record);
      }
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static void insert(Row row, CallRecord call) throws SQLException {
    row.text(call.id())
        .text(call.direction())
        .text(call.sourceKind())
        .text(call.sourceId())
        .text(call.from())
        .text(call.fromName())
        .text(call.to())
        .text(call.toNormalised())
        .text(call.route())
        .text(call.reason())
        .number(call.emergency() ? 1 : 0)
        .time(call.createdAt())
        .time(call.ringingAt())
        .time(call.answeredAt())
        .time(call.endedAt())
        .real(call.durationSec())
        .text(call.cause())
        .number(call.sipStatus())
        .insert();
  }

  private static void insert(PreparedStatement statement, CallRecord call) throws SQLException {
    for (var position = 0; position < call.legs().size(); position++) {
      var row = new Row(statement).text(call.id()).number(position);
      insert(row, call.legs().get(position));
    }
  }

  private static void insert(Row row, LegRecord leg) throws SQLException {
    row.text(leg.id())
        .text(leg.kind())
        .text(leg.remote())
        .text(leg.account())
        .text(leg.direction())
        .time(leg.addedAt())
        .time(leg.ringingAt())
        .time(leg.answeredAt())
        .time(leg.endedAt())
        .text(leg.cause())
        .number(leg.sipStatus());
    insert(row, leg.quality());
  }

  private static void insert(Row row, Optional<Quality> quality) throws SQLException {
    row.text(quality.map(Quality::codec));
    if (quality.isPresent()) {
      var fared = quality.get();
      row.number(fared.packetsRx())
          .number(fared.packetsTx())
          .number(fared.lost())
          .real(fared.jitterMs())
          .real(fared.delayMs());
    } else {
      row.nothing(5);
    }
    row.insert();
  }

  /** Removes calls that began before then. */
  static void deleteBefore(Connection connection, Instant then) throws SQLException {
    delete(connection, DELETE_OLD, then.toEpochMilli());
  }

  /** Removes the oldest calls beyond a number of calls. */
  static void deleteBeyond(Connection connection, long calls) throws SQLException {
    delete(connection, DELETE_SURPLUS, calls);
  }

  private static void delete(Connection connection, String sql, long bound) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setLong(1, bound);
      int removed;
      do {
        removed = statement.executeUpdate();
      } while (removed == PORTION);
    }
  }

  /** Fills one row from left to right. */
  private static final class Row {
    private final PreparedStatement statement;
    private int column;

    Row(PreparedStatement statement) {
      this.statement = statement;
    }

    Row text(String value) throws SQLException {
      statement.setString(++column, value);
      return this;
    }

    Row text(Optional<String> value) throws SQLException {
      return value.isPresent() ? text(value.get()) : nothing(1);
    }

    Row number(long value) throws SQLException {
      statement.setLong(++column, value);
      return this;
    }

    Row real(double value) throws SQLException {
      statement.setDouble(++column, value);
      return this;
    }

    Row time(Instant value) throws SQLException {
      return number(value.toEpochMilli());
    }

    Row time(Optional<Instant> value) throws SQLException {
      return value.isPresent() ? time(value.get()) : nothing(1);
    }

    Row nothing(int columns) throws SQLException {
      for (var i = 0; i < columns; i++) {
        statement.setNull(++column, Types.NULL);
      }
      return this;
    }

    void insert() throws SQLException {
      statement.executeUpdate();
    }
  }
}
