package io.siprouter.core.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The tables of the history, and how older ones become these: each step takes the file from the
 * version of its place in the list to the next one.
 */
final class HistorySchema {

  private static final List<List<String>> STEPS =
      List.of(
          List.of(
              """
              CREATE TABLE calls (
                seq INTEGER PRIMARY KEY AUTOINCREMENT,
                id TEXT NOT NULL UNIQUE,
                direction TEXT NOT NULL,
                source_kind TEXT NOT NULL,
                source_id TEXT NOT NULL,
                caller TEXT NOT NULL,
                caller_name TEXT NOT NULL,
                dialled TEXT NOT NULL,
                number TEXT NOT NULL,
                route TEXT,
                reason TEXT NOT NULL,
                emergency INTEGER NOT NULL,
                created_ms INTEGER NOT NULL,
                ringing_ms INTEGER,
                answered_ms INTEGER,
                ended_ms INTEGER NOT NULL,
                duration_sec REAL NOT NULL,
                cause TEXT NOT NULL,
                sip_status INTEGER NOT NULL
              ) STRICT
              """,
              "CREATE INDEX calls_by_time ON calls (created_ms, seq)",
              """
              CREATE TABLE legs (
                call INTEGER NOT NULL REFERENCES calls ON DELETE CASCADE,
                position INTEGER NOT NULL,
                id TEXT NOT NULL,
                kind TEXT NOT NULL,
                remote TEXT NOT NULL,
                account TEXT NOT NULL,
                direction TEXT NOT NULL,
                added_ms INTEGER NOT NULL,
                ringing_ms INTEGER,
                answered_ms INTEGER,
                ended_ms INTEGER NOT NULL,
                cause TEXT NOT NULL,
                sip_status INTEGER NOT NULL,
                codec TEXT,
                packets_rx INTEGER,
                packets_tx INTEGER,
                lost INTEGER,
                jitter_ms REAL,
                delay_ms REAL,
                PRIMARY KEY (call, position)
              ) STRICT, WITHOUT ROWID
              """),
          List.of("UPDATE legs SET kind = upper(kind)"));

  private HistorySchema() {}

  /**
   * Brings a file up to date, each step as a whole or not at all.
   *
   * @throws UnknownVersionException if a later release wrote it
   */
  static void migrate(Connection connection) throws SQLException {
    var version = version(connection);
    if (version > STEPS.size()) {
      throw new UnknownVersionException(version);
    }
    for (var from = version; from < STEPS.size(); from++) {
      step(connection, from);
    }
  }

  private static int version(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("PRAGMA user_version")) {
      return row.getInt(1);
    }
  }

  private static void step(Connection connection, int from) throws SQLException {
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      for (var sql : STEPS.get(from)) {
        statement.execute(sql);
      }
      statement.execute("PRAGMA user_version = " + (from + 1));
      connection.commit();
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  /** A file that only a later release understands. */
  static final class UnknownVersionException extends SQLException {
    private static final long serialVersionUID = 1;

    UnknownVersionException(int version) {
      super("it has version " + version + ", which only a later release understands");
    }
  }
}
