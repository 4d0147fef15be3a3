package io.siprouter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessConfigTest {
  private static final String HASH =
      "$argon2id$v=19$m=19456,t=2,p=1$" + "c".repeat(22) + "$" + "d".repeat(43);

  @TempDir private Path folder;

  @Test
  void peopleMayDoEverythingUnlessSaidOtherwise() throws Exception {
    var config = read("{'users': [{'id': 'anna', 'passwordHash': '" + HASH + "'}]}");

    assertThat(config.users()).singleElement().extracting(UserEntry::id).isEqualTo("anna");
    assertThat(config.users().getFirst().scopes()).containsExactly("admin");
    assertThat(config.users().getFirst().passwordHash().reveal()).isEqualTo(HASH);
  }

  @Test
  void tokenMayStandElsewhere() throws Exception {
    Files.writeString(folder.resolve("crm.token"), "a-token-of-its-own-kind\n");

    var config =
        read(
            """
            {'tokens': [
              {'id': 'crm', 'scopes': ['read', 'call'], 'token': {'file': 'crm.token'}},
              {'id': 'bot', 'scopes': ['read'], 'tokenHash': '%s'}]}
            """
                .formatted("0f".repeat(32)));

    assertThat(config.tokens().getFirst().token().map(Secret::reveal))
        .isEqualTo(Optional.of("a-token-of-its-own-kind"));
    assertThat(config.tokens().getFirst().scopes()).containsExactlyInAnyOrder("read", "call");
    assertThat(config.tokens().getLast().tokenHash().map(Secret::reveal)).hasValue("0f".repeat(32));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'id': 'a', 'scopes': ['read']} | $.tokens[0] is without one secret; allowed: either token or tokenHash
          {'id': 'a', 'scopes': ['read'], 'token': 'in clear and too short'} | $.tokens[0].token is (hidden); allowed: 20 to 256 printable ASCII characters without space
          {'id': 'a', 'scopes': ['fly'], 'token': 'x-x-x-x-x-x-x-x-x-x-x'} | $.tokens[0].scopes[0] is "fly"; allowed: one of "read", "call", "record", "config", "admin"
          {'id': 'a', 'scopes': ['read'], 'tokenHash': 'abc'} | $.tokens[0].tokenHash is (hidden); allowed: 64 hexadecimal digits
          """)
  void tokenFault(String token, String fault) {
    assertThat(fault("{'tokens': [" + token + "]}")).isEqualTo(fault);
  }

  @Test
  void hashInAnotherWayIsNotShown() {
    assertThat(fault("{'users': [{'id': 'anna', 'passwordHash': '$2b$10$abc'}]}"))
        .startsWith("$.users[0].passwordHash is (hidden); allowed: an Argon2id hash");
  }

  @Test
  void namesDiffer() {
    var user = "{'id': 'anna', 'passwordHash': '" + HASH + "'}";

    assertThat(fault("{'users': [" + user + ", " + user + "]}"))
        .isEqualTo(
            "$.users[1].id is \"anna\" as $.users[0].id; allowed: a value that no other one has");
  }

  private String fault(String json) {
    var wrong = catchThrowableOfType(ConfigException.class, () -> read(json));
    assertThat(wrong.faults()).hasSize(1);
    return wrong.faults().getFirst().toString();
  }

  private AppConfig read(String json) throws Exception {
    var file = Files.writeString(folder.resolve("config.json"), json.replace('\'', '"'));
    return new ConfigLoader(Map.of()).read(file);
  }
}
