package io.siprouter.control.hook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps messages in a file of the state folder until they are settled, so that they survive the end
 * of the process. Any thread asks for it and never waits; a thread of its own, {@code
 * webhook-store}, writes. Where the file cannot be written, messages are in memory only.
 *
 * <p>The queue to the writer needs no bound: {@link HookQueue} has one, and nothing is settled that
 * was not written.
 */
final class HookStore implements AutoCloseable {

  static final String NAME = "webhooks.db";

  private static final Logger LOG = LoggerFactory.getLogger(HookStore.class);
  private static final int BATCH = 500;

  /** What an extended result code of SQLite is a kind of. */
  private static final int PRIMARY_CODE = 0xff;

  private static final int CORRUPT = 11;
  private static final int NO_DATABASE = 26;

  private static final Duration GOODBYE_PATIENCE = Duration.ofSeconds(5);
  private static final String TABLE =
      """
      CREATE TABLE IF NOT EXISTS messages (
        seq INTEGER PRIMARY KEY, hook TEXT NOT NULL, id TEXT NOT NULL, event TEXT NOT NULL,
        body TEXT NOT NULL, at_ms INTEGER NOT NULL, UNIQUE (hook, id))
      """;

  private sealed interface Change {}

  private record Keep(String hook, HookMessage message, Runnable then) implements Change {}

  private record Settle(String hook, String id) implements Change {}

  private record Forget(String hook) implements Change {}

  private record Stop() implements Change {}

  private final Path file;
  private final BlockingQueue<Change> changes = new LinkedBlockingQueue<>();
  private final Thread thread;
  private @Nullable Connection connection;
  private boolean failing;

  private HookStore(Path file) {
    this.file = file;
    this.thread = Thread.ofPlatform().name("webhook-store").daemon().start(this::run);
  }

  /**
   * Begins to write.
   *
   * @param state the folder of the daemon's state, which exists
   */
  static HookStore in(Path state) {
    return new HookStore(state.resolve(NAME));
  }

  /** What was not settled when the process before ended, by webhook, in its order. */
  static Map<String, List<HookMessage>> unsettled(Path state) {
    var file = state.resolve(NAME);
    try {
      return Files.exists(file) ? read(file) : Map.of();
    } catch (SQLException e) {
      if (isBroken(e)) {
        moveAside(file, e);
      } else {
        LOG.error("{} cannot be read now, and is left as it is: {}", file, e.getMessage());
      }
    } catch (LinkageError e) {
      LOG.error("{} cannot be read: {}", file, e.toString());
    }
    return Map.of();
  }

  /** A full disk or a file that somebody else has passes; what is no database stays so. */
  private static boolean isBroken(SQLException e) {
    int code = e.getErrorCode() & PRIMARY_CODE;
    return code == CORRUPT || code == NO_DATABASE;
  }

  private static Map<String, List<HookMessage>> read(Path file) throws SQLException {
    var kept = new LinkedHashMap<String, List<HookMessage>>();
    try (var connection = open(file);
        var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT * FROM messages ORDER BY seq")) {
      while (row.next()) {
        var message =
            new HookMessage(
                row.getString("id"),
                row.getString("event"),
                row.getString("body"),
                Instant.ofEpochMilli(row.getLong("at_ms")));
        kept.computeIfAbsent(row.getString("hook"), _ -> new ArrayList<>()).add(message);
      }
    }
    return kept;
  }

  private static void moveAside(Path file, SQLException e) {
    var place = file.resolveSibling(NAME + ".broken");
    LOG.error("{} cannot be read ({}); it is now {}", file, e.getMessage(), place);
    try {
      Files.move(file, place, StandardCopyOption.REPLACE_EXISTING);
      moveAlong(file, place, "-wal");
      moveAlong(file, place, "-shm");
    } catch (IOException failed) {
      LOG.error("{} cannot be moved aside: {}", file, failed.toString());
    }
  }

  private static void moveAlong(Path file, Path place, String suffix) throws IOException {
    var part = Path.of(file + suffix);
    if (Files.exists(part)) {
      Files.move(part, Path.of(place + suffix), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static Connection open(Path file) throws SQLException {
    var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (var statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = NORMAL");
      statement.execute(TABLE);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * Writes a message.
   *
   * @param then what is done afterwards, whether or not that has worked; by the writer's thread
   */
  void keep(String hook, HookMessage message, Runnable then) {
    changes.add(new Keep(hook, message, then));
  }

  /** A message need not be kept any more. */
  void settle(String hook, HookMessage message) {
    changes.add(new Settle(hook, message.id()));
  }

  /** Nothing of a webhook need be kept any more. */
  void forget(String hook) {
    changes.add(new Forget(hook));
  }

  private void run() {
    var batch = new ArrayList<Change>();
    try {
      while (batch.stream().noneMatch(Stop.class::isInstance)) {
        batch.clear();
        batch.add(changes.take());
        changes.drainTo(batch, BATCH);
        write(batch);
        batch.forEach(HookStore::afterwards);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    disconnect();
  }

  private static void afterwards(Change change) {
    if (change instanceof Keep kept) {
      kept.then().run();
    }
  }

  private void write(List<Change> batch) {
    try {
      var open = opened();
      for (var change : batch) {
        write(open, change);
      }
      open.commit();
      failing = false;
    } catch (SQLException | LinkageError e) {
      disconnect();
      if (!failing) {
        failing = true;
        LOG.error(
            "{} cannot be written ({}): what webhooks wait for is in memory only",
            file,
            e.toString());
      }
    }
  }

  private Connection opened() throws SQLException {
    if (connection == null) {
      connection = open(file);
      connection.setAutoCommit(false);
    }
    return connection;
  }

  private static void write(Connection open, Change change) throws SQLException {
    switch (change) {
      case Keep(var hook, var message, _) ->
          execute(
              open,
              "INSERT OR IGNORE INTO messages (hook, id, event, body, at_ms) VALUES (?, ?, ?, ?,"
                  + " ?)",
              hook,
              message.id(),
              message.event(),
              message.body(),
              message.at().toEpochMilli());
      case Settle(var hook, var id) ->
          execute(open, "DELETE FROM messages WHERE hook = ? AND id = ?", hook, id);
      case Forget(var hook) -> execute(open, "DELETE FROM messages WHERE hook = ?", hook);
      case Stop _ -> {}
    }
  }

  private static void execute(Connection open, String sql, Object... values) throws SQLException {
    try (var statement = open.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  private void disconnect() {
    var open = connection;
    connection = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        LOG.warn("{} was not closed: {}", file, e.getMessage());
      }
    }
  }

  /** Writes what waits, for a few seconds at most. Idempotent. */
  @Override
  public void close() {
    changes.add(new Stop());
    try {
      thread.join(GOODBYE_PATIENCE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
