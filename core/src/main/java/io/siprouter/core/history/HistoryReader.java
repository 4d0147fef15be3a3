package io.siprouter.core.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Asks the history of a daemon, which may be running. Any thread that may wait for a disk.
 *
 * <p>The file is opened for each question: it may have been replaced by then.
 */
public final class HistoryReader {

  /** So many calls are read at once where all are wanted. */
  private static final int PORTION = 500;

  private final Path file;

  /**
   * @param state the folder of the daemon's state
   */
  public HistoryReader(Path state) {
    this.file = state.resolve(HistoryFile.NAME);
  }

  /**
   * Calls that a filter lets through, newest first.
   *
   * @param after where to go on
   * @param most how many at once [1..]
   */
  public HistoryPage page(HistoryFilter filter, HistoryCursor after, int most) throws IOException {
    return ask(
        query -> query.page(filter, after, most), new HistoryPage(List.of(), Optional.empty()));
  }

  /** One call by its id. */
  public Optional<CallRecord> call(String id) throws IOException {
    return ask(query -> query.call(id), Optional.empty());
  }

  /** Every call that a filter lets through, newest first, however many they are. */
  public void forEach(HistoryFilter filter, Consumer<CallRecord> taker) throws IOException {
    var next = Optional.of(HistoryCursor.START);
    while (next.isPresent()) {
      var page = page(filter, next.get(), PORTION);
      page.items().forEach(taker);
      next = page.next().flatMap(HistoryCursor::parse);
    }
  }

  private interface Question<T> {
    T put(CallQuery query) throws SQLException;
  }

  private <T> T ask(Question<T> question, T withoutFile) throws IOException {
    if (Files.notExists(file)) {
      return withoutFile;
    }
    try (var connection = HistoryFile.read(file)) {
      return question.put(new CallQuery(connection));
    } catch (SQLException e) {
      throw new IOException(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
