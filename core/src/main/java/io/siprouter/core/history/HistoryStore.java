package io.siprouter.core.history;

import io.siprouter.config.HistorySection;
import io.siprouter.core.history.HistorySchema.UnknownVersionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;

/**
 * The file that is written to. One that is broken is moved aside, so that nothing of it is lost,
 * and a new one is begun. The writer's thread.
 */
final class HistoryStore implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(HistoryStore.class);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  /** A disk that breaks every file is not to be filled with them. */
  private static final Duration BETWEEN_MOVES = Duration.ofHours(1);

  private static final int PRIMARY_CODE = 0xff; // the rest tells more, https://sqlite.org/rescode

  private final Path file;
  private final InstantSource clock;
  private Instant moved = Instant.EPOCH;
  private @Nullable Connection connection;

  HistoryStore(Path file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  private interface Work {
    void on(Connection connection) throws SQLException;
  }

  /** Writes all of them or none. */
  void insert(List<CallRecord> calls) throws SQLException, IOException {
    perform(open -> CallTable.insert(open, calls));
  }

  /** Removes what is not to be kept any more. */
  void prune(HistorySection settings) throws SQLException, IOException {
    perform(open -> prune(open, settings));
  }

  private void prune(Connection open, HistorySection settings) throws SQLException {
    if (settings.retentionDays() > 0) {
      var oldest = clock.instant().minus(Duration.ofDays(settings.retentionDays()));
      CallTable.deleteBefore(open, oldest);
    }
    if (settings.maxCalls() > 0) {
      CallTable.deleteBeyond(open, settings.maxCalls());
    }
  }

  private void perform(Work work) throws SQLException, IOException {
    try {
      work.on(opened());
    } catch (SQLException e) {
      close();
      if (!isBroken(e)) {
        throw e;
      }
      moveAside(e);
      work.on(opened());
    }
  }

  private Connection opened() throws SQLException {
    if (connection == null) {
      connection = HistoryFile.write(file);
      HistorySchema.migrate(connection);
    }
    return connection;
  }

  private static boolean isBroken(SQLException e) {
    var code = e.getErrorCode() & PRIMARY_CODE;
    return code == SQLiteErrorCode.SQLITE_CORRUPT.code
        || code == SQLiteErrorCode.SQLITE_NOTADB.code
        || e instanceof UnknownVersionException;
  }

  private void moveAside(SQLException e) throws SQLException, IOException {
    var now = clock.instant();
    if (now.isBefore(moved.plus(BETWEEN_MOVES))) {
      throw e;
    }
    moved = now;
    var place = file.resolveSibling(file.getFileName() + ".broken-" + STAMP.format(now));
    for (var part : List.of("", "-wal")) {
      move(Path.of(file + part), Path.of(place + part));
    }
    Files.deleteIfExists(Path.of(file + "-shm"));
    log.error(
        "The history {} cannot be used ({}). It is now {}, and a new one is begun",
        file,
        e.getMessage(),
        place);
  }

  private static void move(Path from, Path to) throws IOException {
    if (Files.exists(from)) {
      Files.move(from, to);
    }
  }

  /** Closes the file; it is opened again when something is to be done. */
  @Override
  public void close() {
    var open = connection;
    connection = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        log.warn("The history {} was not closed: {}", file, e.getMessage());
      }
    }
  }
}
