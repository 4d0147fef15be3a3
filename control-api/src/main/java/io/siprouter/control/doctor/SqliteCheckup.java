package io.siprouter.control.doctor;

import static io.siprouter.control.doctor.Finding.fault;
import static io.siprouter.control.doctor.Finding.ok;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** Whether SQLite's library can be loaded and works: the history needs it. */
final class SqliteCheckup implements Checkup {

  private static final String REMEDY =
      "let the daemon run libraries from the folder for temporary files, which a mount with noexec"
          + " forbids, or name another: SIPROUTER_JAVA_OPTS=-Dorg.sqlite.tmpdir=FOLDER";

  private final Database database;

  /** Does a little work. */
  interface Database {
    /** Its version. */
    String version() throws SQLException;
  }

  SqliteCheckup() {
    this(SqliteCheckup::version);
  }

  SqliteCheckup(Database database) {
    this.database = database;
  }

  private static String version() throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        var statement = connection.createStatement();
        var answer = statement.executeQuery("SELECT sqlite_version()")) {
      return answer.getString(1);
    }
  }

  @Override
  public String subject() {
    return "SQLite";
  }

  @Override
  public List<Finding> look(Patient patient) {
    try {
      return List.of(ok(subject(), database.version() + " works"));
    } catch (SQLException | LinkageError e) {
      return List.of(fault(subject(), "no call gets into the history: " + e.getMessage(), REMEDY));
    }
  }
}
