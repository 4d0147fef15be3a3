package io.siprouter.core.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** What columns hold that JDBC has no word for. */
final class Columns {

  private Columns() {}

  static Optional<String> optionalText(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }

  static Optional<Instant> optionalInstant(ResultSet row, String column) throws SQLException {
    var instant = instant(row, column);
    return row.wasNull() ? Optional.empty() : Optional.of(instant);
  }
}
