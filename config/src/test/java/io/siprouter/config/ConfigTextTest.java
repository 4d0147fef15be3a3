package io.siprouter.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTextTest {
  private static final Path FILE = Path.of("config.json");
  private static final String HASH = "ab".repeat(32);
  private static final String STORED =
      """
      {
        "tokens": [{"id": "t", "scopes": ["read"], "tokenHash": "%s"}],
        "devices": [
          {"id": "desk", "extension": "101", "username": "u1", "password": "first-secret"},
          {"id": "door", "extension": "102", "username": "u2", "password": {"env": "PATH"}},
          {"id": "hall", "extension": "103", "username": "u3", "password": "third-secret"}
        ]
      }
      """
          .formatted(HASH);

  private final ConfigLoader loader = ConfigLoader.ofProcess();
  private final ConfigText stored = read(STORED);

  private ConfigText read(String json) {
    try {
      return loader.read(FILE, json.getBytes(UTF_8));
    } catch (ConfigException e) {
      throw new AssertionError(e);
    }
  }

  private ConfigText revised(String json) throws ConfigException {
    return loader.revise(FILE, stored, json.getBytes(UTF_8));
  }

  private List<Fault> faults(String json) {
    return catchThrowableOfType(ConfigException.class, () -> revised(json)).faults();
  }

  private static String device(String id, String extension, String password) {
    return """
    {"id": "%s", "extension": "%s", "username": "%s", "password": %s}\
    """
        .formatted(id, extension, id, password);
  }

  private static String devices(String... devices) {
    return "{\"devices\": [" + String.join(", ", devices) + "]}";
  }

  @Test
  void secretsAreMaskedAndReferencesShown() {
    var masked = stored.masked();

    assertThat(masked.at("/devices/0/password").toString()).isEqualTo("{\"set\":true}");
    assertThat(masked.at("/devices/1/password").toString()).isEqualTo("{\"env\":\"PATH\"}");
    assertThat(masked.at("/tokens/0/tokenHash").toString()).isEqualTo("{\"set\":true}");
    assertThat(masked.at("/devices/2/username").stringValue()).isEqualTo("u3");
    assertThat(masked.toString()).doesNotContain("secret").doesNotContain(HASH);
  }

  @Test
  void maskedConfigurationGivenBackChangesNothing() throws ConfigException {
    var again = revised(stored.masked().toString());

    assertThat(again.config()).isEqualTo(stored.config());
    assertThat(stored.changesTo(again)).isEmpty();
  }

  @Test
  void maskedSecretIsFoundByIdWhateverItsPlace() throws ConfigException {
    var mask = "{\"set\": true}";
    var next = revised(devices(device("new", "104", "\"n\""), device("hall", "103", mask)));

    assertThat(next.config().device("hall").orElseThrow().password())
        .isEqualTo(Secret.of("third-secret"));
    assertThat(next.text()).contains("third-secret").doesNotContain("set");
  }

  @Test
  void maskWithoutStoredSecretIsAFaultBesideAllOthers() {
    var mask = "{\"set\": true}";

    assertThat(faults(devices(device("desk", "x y", mask), device("other", "105", mask))))
        .extracting(Fault::path)
        .containsExactlyInAnyOrder("$.devices[1].password", "$.devices[0].extension");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"set\": false}", "{\"set\": true, \"env\": \"PATH\"}", "{\"set\": 1}"})
  void whatOnlyLooksLikeAMaskIsAFault(String password) {
    assertThat(faults(devices(device("desk", "101", password))))
        .allMatch(fault -> fault.path().startsWith("$.devices[0].password"));
  }

  @Test
  void textWithoutMasksStaysAsItWasWritten() throws ConfigException {
    var text = "{ \"routes\" : [],\n\n   \"devices\":[] }";

    assertThat(revised(text).text()).isEqualTo(text);
  }

  @Test
  void changesAreNamedByIdAndTellNoSecret() throws ConfigException {
    var next =
        read(
            """
            {
              "server": {"realm": "house"},
              "devices": [
                {"id": "hall", "extension": "203", "username": "u3", "password": "other-secret"},
                {"id": "desk", "extension": "101", "username": "u1", "password": "first-secret"},
                {"id": "new", "extension": "104", "username": "u4", "password": "new-secret"}
              ]
            }
            """);

    var changes = stored.changesTo(next);

    assertThat(changes)
        .extracting(ConfigChange::path)
        .containsExactly(
            "$.server",
            "$.devices",
            "$.devices[?@.id=='hall'].extension",
            "$.devices[?@.id=='hall'].password",
            "$.devices[?@.id=='new']",
            "$.devices[?@.id=='door']",
            "$.tokens");
    assertThat(changes.get(2))
        .hasToString(
            "ConfigChange[path=$.devices[?@.id=='hall'].extension, before=\"103\", after=\"203\"]");
    assertThat(changes.toString()).doesNotContain("secret").doesNotContain(HASH);
  }

  @Test
  void nothingChangesWhereOnlyTheWritingDoes() {
    assertThat(stored.changesTo(read(STORED.replace("\n", " ")))).isEmpty();
  }
}
