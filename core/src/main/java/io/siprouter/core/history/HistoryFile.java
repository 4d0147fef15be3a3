package io.siprouter.core.history;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;

/** Opens the file of the history. Any thread. */
final class HistoryFile {

  /** In the folder of the daemon's state. */
  static final String NAME = "history.db";

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private HistoryFile() {}

  /**
   * Opens the file to write, and makes it where it is missing. What is committed survives the end
   * of the process, and a half-written page the end of the machine.
   */
  static Connection write(Path file) throws SQLException {
    var config = settings();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.NORMAL);
    config.enforceForeignKeys(true);
    config.setTransactionMode(TransactionMode.IMMEDIATE);
    return open(config, file);
  }

  /** Opens the file to read; fails where there is none. */
  static Connection read(Path file) throws SQLException {
    var config = settings();
    config.setReadOnly(true);
    return open(config, file);
  }

  private static SQLiteConfig settings() {
    var config = new SQLiteConfig();
    config.setBusyTimeout((int) PATIENCE.toMillis());
    return config;
  }

  private static Connection open(SQLiteConfig config, Path file) throws SQLException {
    return config.createConnection("jdbc:sqlite:" + file);
  }
}
