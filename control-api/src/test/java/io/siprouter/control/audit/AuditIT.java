package io.siprouter.control.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.control.RestProgram;
import io.siprouter.control.RunningDaemon;
import io.siprouter.control.TestSite;
import io.siprouter.control.command.Json;
import io.siprouter.control.command.Scope;
import io.siprouter.control.stream.TestStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is written down about the changes that a program makes at a running daemon. */
class AuditIT {

  private static final String HALL = "$.devices[?@.id=='hall']";
  private static final String NEW = "$.devices[?@.id=='phone-104']";

  @TempDir private Path state;
  private final List<String> secrets = new ArrayList<>();
  private TestSite site;
  private RunningDaemon daemon;
  private RestProgram program;

  @BeforeEach
  void start() throws Exception {
    site = TestSite.find();
    daemon = RunningDaemon.start(state, site, "", List.of());
    program = new RestProgram(daemon.http(), secret(daemon.token("admin", Scope.ADMIN)));
  }

  @AfterEach
  void stop() {
    program.close();
    daemon.close();
  }

  private String secret(String text) {
    secrets.add(text);
    return text;
  }

  /** What is in the file after the daemon has ended. */
  private List<JsonNode> entries() throws Exception {
    daemon.close();
    var text = Files.readString(state.resolve("audit.log"));
    assertThat(secrets).isNotEmpty().allSatisfy(it -> assertThat(text).doesNotContain(it));
    return text.lines().map(Json::read).toList();
  }

  private static JsonNode entry(List<JsonNode> entries, String command) {
    return entries.stream()
        .filter(it -> it.path("command").asString().equals(command))
        .reduce((_, later) -> later)
        .orElseThrow();
  }

  private void ask(String method, String path, Map<String, ?> body) throws Exception {
    var answer = program.ask(method, path, body);
    assertThat(answer.status()).as(answer.body().toString()).isLessThan(300);
    answer.body().path("token").stringValueOpt().ifPresent(this::secret);
  }

  private static JsonNode json(String text) {
    return Json.read(text.replace('\'', '"'));
  }

  @Test
  void usersAndTokensAreComparedWithoutWhatProvesThem() throws Exception {
    var first = secret("a horse and a staple");
    var second = secret("a battery and a tram");
    ask("POST", "/users", Map.of("name", "anna", "password", first, "scopes", List.of("read")));
    ask("PATCH", "/users/anna", Map.of("password", second, "scopes", List.of("call")));
    ask("POST", "/tokens", Map.of("id", "lamp", "scopes", List.of("read")));
    ask("DELETE", "/tokens/lamp", Map.of());
    ask("DELETE", "/users/anna", Map.of());

    var entries = entries();

    var added = entry(entries, "add_user");
    assertThat(added.has("before")).isFalse();
    assertThat(added.at("/after/scopes")).isEqualTo(json("['read']"));
    var updated = entry(entries, "update_user");
    assertThat(updated.at("/before/scopes")).isEqualTo(json("['read']"));
    assertThat(updated.at("/after/scopes")).isEqualTo(json("['call']"));
    assertThat(updated.at("/args/password").asString()).isEqualTo("(hidden)");
    assertThat(updated.path("who").asString()).isEqualTo("token admin");
    assertThat(entry(entries, "create_token").at("/after/id").asString()).isEqualTo("lamp");
    assertThat(entry(entries, "revoke_token").at("/before/id").asString()).isEqualTo("lamp");
    assertThat(entry(entries, "revoke_token").has("after")).isFalse();
    assertThat(entry(entries, "remove_user").at("/before/name").asString()).isEqualTo("anna");
    assertThat(entry(entries, "remove_user").has("after")).isFalse();
  }

  @Test
  void headersAndCodecsAreCompared() throws Exception {
    ask("POST", "/headers", Map.of("name", "X-Site", "value", "north"));
    ask("POST", "/headers", Map.of("name", "X-Site", "value", "south"));
    var key = secret("k3y-of-the-gate");
    ask("POST", "/headers", Map.of("name", "X-Api-Key", "value", key));
    ask("PUT", "/codecs", Map.of("device", "desk", "codecs", List.of("PCMA")));

    var entries = entries();

    var site = entries.stream().filter(it -> it.toString().contains("south")).findFirst();
    assertThat(site.orElseThrow().at("/before/0/value").asString()).isEqualTo("north");
    assertThat(site.orElseThrow().at("/after/0/value").asString()).isEqualTo("south");
    assertThat(entry(entries, "set_header").at("/after/0/value").asString()).isEqualTo("(hidden)");
    var codecs = entry(entries, "set_codec_priority");
    assertThat(codecs.at("/before/codecs").size()).isGreaterThan(1);
    assertThat(codecs.at("/after/codecs")).isEqualTo(json("['PCMA']"));
  }

  @Test
  void configurationsAreComparedPlaceByPlace() throws Exception {
    secrets.addAll(List.of("long-enough-for-101", "long-enough-for-102", "long-enough-for-104"));
    var config = site.config("", List.of("104"));
    ((ObjectNode) config.at("/devices/1")).put("extension", "109");
    assertThat(program.putConfig(config, "*").status()).isEqualTo(200);
    ((ObjectNode) config.at("/devices/1")).put("password", secret("of no use because too long"));
    config.put("colour", "red");
    assertThat(program.putConfig(config, "*").status()).isEqualTo(422);

    var entries = entries();

    var applied = entries.get(entries.size() - 2);
    assertThat(applied.path("command").asString()).isEqualTo("configure");
    assertThat(applied.path("args")).isEqualTo(json("{'if_match': '*'}"));
    assertThat(applied.path("before").propertyNames()).containsExactly(HALL + ".extension");
    assertThat(applied.path("before").path(HALL + ".extension").asString()).isEqualTo("102");
    assertThat(applied.path("after").path(HALL + ".extension").asString()).isEqualTo("109");
    assertThat(applied.path("after").path(NEW).path("extension").asString()).isEqualTo("104");
    var refused = entries.getLast();
    assertThat(refused.path("outcome").asString()).isEqualTo("config");
    assertThat(refused.has("before")).isFalse();
  }

  @Test
  void editedFileIsWrittenDownToo() throws Exception {
    var config = site.config("", List.of());
    ((ObjectNode) config.at("/devices/1"))
        .put("extension", "109")
        .put("password", secret("another-long-secret"));
    try (var stream = new TestStream(state)) {
      Files.writeString(state.resolve("config.json"), config.toString());
      stream.awaitEvent("config_applied");
    }

    var reloaded = entry(entries(), "configure");

    assertThat(reloaded.path("who").asString()).isEqualTo("file");
    assertThat(reloaded.path("before").path(HALL + ".extension").asString()).isEqualTo("102");
    assertThat(reloaded.path("after").path(HALL + ".extension").asString()).isEqualTo("109");
    assertThat(reloaded.path("after").has(HALL + ".password")).isTrue();
  }
}
