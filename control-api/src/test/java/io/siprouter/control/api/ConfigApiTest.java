package io.siprouter.control.api;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.control.RunningDaemon;
import io.siprouter.control.command.Json;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The configuration as programs see and change it. */
class ConfigApiTest {

  private record Answer(int status, String etag, JsonNode body) {}

  @TempDir private Path state;
  private final Vertx vertx = ControlSocket.vertx();
  private final HttpClient client = vertx.createHttpClient();
  private RunningDaemon daemon;

  @BeforeEach
  void start() throws Exception {
    daemon = RunningDaemon.start(state);
  }

  @AfterEach
  void stop() {
    daemon.close();
    var _ = vertx.close();
  }

  private Answer ask(HttpMethod method, String path, Object body, String ifMatch)
      throws TimeoutException {
    var request =
        new RequestOptions()
            .setServer(ControlSocket.address(state))
            .setHost("localhost")
            .setMethod(method)
            .setURI("/api/v1" + path)
            .putHeader("Content-Type", "application/json");
    if (!ifMatch.isEmpty()) {
      request.putHeader("If-Match", ifMatch);
    }
    return client
        .request(request)
        .compose(asked -> asked.send(body.toString()))
        .compose(
            response ->
                response
                    .body()
                    .map(
                        text ->
                            new Answer(
                                response.statusCode(),
                                String.valueOf(response.getHeader("ETag")),
                                Json.read(text.toString()))))
        .await(10, SECONDS);
  }

  private Answer get(String path) throws TimeoutException {
    return ask(HttpMethod.GET, path, "", "");
  }

  private Answer post(String path, Object body) throws TimeoutException {
    return ask(HttpMethod.POST, path, body, "");
  }

  private ObjectNode config() throws TimeoutException {
    return (ObjectNode) get("/config").body();
  }

  private static ObjectNode withExtension(ObjectNode config, String extension) {
    ((ObjectNode) config.at("/devices/1")).put("extension", extension);
    return config;
  }

  @Test
  void configurationIsShownWithATagAndWithoutItsSecrets() throws Exception {
    var shown = get("/config");

    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.etag()).matches("\"\\w+\"");
    assertThat(shown.body().at("/devices/0/password").toString()).isEqualTo("{\"set\":true}");
    assertThat(shown.body().toString()).doesNotContain("long-enough");
  }

  @Test
  void maskedConfigurationIsPutBackChangedAndInForceAtOnce() throws Exception {
    var shown = get("/config");
    var password = daemon.engine().config().device("hall").orElseThrow().password();

    var put = ask(HttpMethod.PUT, "/config", withExtension(config(), "109"), shown.etag());

    assertThat(put.status()).isEqualTo(200);
    assertThat(put.etag()).isEqualTo(get("/config").etag()).isNotEqualTo(shown.etag());
    assertThat(put.body().at("/changes/0/path").stringValue())
        .isEqualTo("$.devices[?@.id=='hall'].extension");
    assertThat(put.body().at("/changes/0/before").stringValue()).isEqualTo("102");
    var hall = daemon.engine().config().device("hall").orElseThrow();
    assertThat(hall.extension()).isEqualTo("109");
    assertThat(hall.password()).isEqualTo(password);
    assertThat(Files.readString(state.resolve("config.json"))).contains("long-enough-for-102");
  }

  @Test
  void whoHasNotSeenThePresentConfigurationCannotReplaceIt() throws Exception {
    var stale = get("/config").etag();
    var wanted = withExtension(config(), "109");

    assertThat(ask(HttpMethod.PUT, "/config", wanted, "").status()).isEqualTo(428);
    assertThat(ask(HttpMethod.PUT, "/config", wanted, "\"other\"").status()).isEqualTo(412);
    assertThat(ask(HttpMethod.PUT, "/config", wanted, stale).status()).isEqualTo(200);
    assertThat(ask(HttpMethod.PUT, "/config", wanted, stale).status()).isEqualTo(412);
    assertThat(ask(HttpMethod.PUT, "/config", wanted, "*").status()).isEqualTo(200);
  }

  @Test
  void wrongConfigurationIsAnsweredWithAllItsFaults() throws Exception {
    var wrong = withExtension(config(), "1 0 9");
    ((ObjectNode) wrong.at("/devices/0")).put("id", "new");

    var put = ask(HttpMethod.PUT, "/config", wrong, get("/config").etag());

    assertThat(put.status()).isEqualTo(422);
    assertThat(put.body().path("errors").findValuesAsString("field"))
        .containsExactlyInAnyOrder("$.devices[0].password", "$.devices[1].extension");
    var verdict = post("/config/validate", wrong).body();
    assertThat(verdict.path("valid").booleanValue()).isFalse();
    assertThat(verdict.path("faults")).hasSize(2);
    assertThat(post("/config/diff", wrong).status()).isEqualTo(422);
    assertThat(daemon.engine().config().device("new")).isEmpty();
  }

  @Test
  void differencesAreShownWithoutMakingThem() throws Exception {
    var wanted = withExtension(config(), "109");
    ((ObjectNode) wanted.at("/server/sip")).put("udpPort", 5099);

    var diff = post("/config/diff", wanted);

    assertThat(diff.body().path("changes").findValuesAsString("path"))
        .containsExactly("$.server.sip.udpPort", "$.devices[?@.id=='hall'].extension");
    assertThat(diff.body().at("/restart/0").stringValue()).isEqualTo("$.server.sip.udpPort");
    assertThat(post("/config/validate", wanted).body().path("valid").booleanValue()).isTrue();
    assertThat(config().at("/devices/1/extension").stringValue()).isEqualTo("102");
  }

  @Test
  void earlierConfigurationIsTakenUpAgain() throws Exception {
    assertThat(post("/config/rollback", "{}").status()).isEqualTo(404);
    ask(HttpMethod.PUT, "/config", withExtension(config(), "109"), "*");
    assertThat(get("/config/versions").body().at("/items/0/number").intValue()).isEqualTo(1);

    assertThat(post("/config/rollback", "{}").status()).isEqualTo(200);

    assertThat(config().at("/devices/1/extension").stringValue()).isEqualTo("102");
    assertThat(post("/config/rollback", "{\"version\": 77}").status()).isEqualTo(404);
    assertThat(get("/config/versions").body().path("items")).hasSize(2);
  }

  @Test
  void schemaIsServedForWhoeverMakesForms() throws Exception {
    var schema = get("/config/schema").body();

    assertThat(schema.at("/$defs/device/properties/password/$ref").stringValue())
        .isEqualTo("#/$defs/secret");
  }
}
