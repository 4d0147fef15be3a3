package io.siprouter.control.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private record Wish(String userName, String password, Inner inner) {}

  private record Inner(String apiToken, boolean tokenHash) {}

  @TempDir private Path state;

  @Test
  void entryIsALineWithoutSecrets() throws IOException {
    var wish = new Wish("anna", "correct horse", new Inner("sr_abc", true));
    try (var audit = new AuditLog(state)) {
      audit.record(entry("add_user", wish));
    }

    assertThat(state.resolve("audit.log"))
        .hasContent(
            """
            {"at":"2026-01-01T12:00:00Z","who":"anna","from":"192.0.2.1","command":"add_user",\
            "args":{"user_name":"anna","password":"(hidden)",\
            "inner":{"api_token":"(hidden)","token_hash":true}},"outcome":"ok"}
            """);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(state.resolve("audit.log"))))
        .isEqualTo("rw-------");
  }

  @Test
  void strangersCannotBeginALine() throws IOException {
    try (var audit = new AuditLog(state)) {
      audit.record(entry("make\n{\"who\":\"root\"}", "x"));
    }

    assertThat(Files.readAllLines(state.resolve("audit.log"))).hasSize(1);
  }

  @Test
  void longEntryIsCutAndTheFileRotates() throws IOException {
    try (var audit = new AuditLog(state)) {
      audit.record(entry("put_config", "x".repeat(20_000)));
    }
    assertThat(state.resolve("audit.log")).content().contains("(too long)");
    assertThat(state.resolve("audit.log")).content().doesNotContain("xxx");

    Files.write(state.resolve("audit.log"), new byte[(int) RotatingFile.MAX_BYTES]);
    try (var audit = new AuditLog(state)) {
      audit.record(entry("hangup", "x"));
    }

    assertThat(state.resolve("audit.log.1")).hasSize(RotatingFile.MAX_BYTES);
    assertThat(Files.readAllLines(state.resolve("audit.log"))).hasSize(1);
  }

  @Test
  void whatCannotBeWrittenIsCounted() throws IOException {
    Files.createDirectory(state.resolve("audit.log"));
    var audit = new AuditLog(state);
    audit.record(entry("hangup", "x"));
    audit.close();

    assertThat(audit.lost()).isOne();
  }

  private static AuditEntry entry(String command, Object args) {
    return new AuditEntry(
        NOON,
        "anna",
        "192.0.2.1",
        command,
        Optional.of(args),
        Optional.empty(),
        Optional.empty(),
        "ok");
  }
}
