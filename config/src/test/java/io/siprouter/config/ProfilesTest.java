package io.siprouter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siprouter.config.Provider.FromUser;
import io.siprouter.config.Provider.IdentityHeader;
import io.siprouter.config.number.NumberFormat;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class ProfilesTest {
  private static final Path DOCS = Path.of("..", "docs", "providers.md");

  static List<String> names() {
    return ConfigSchema.load()
        .document()
        .at("/$defs/provider/properties/profile/enum")
        .valueStream()
        .map(JsonNode::stringValue)
        .toList();
  }

  private static Provider provider(String fields) throws ConfigException {
    var json = "{'providers': [{'id': 'p', 'username': 'u', 'password': 'p', " + fields + "}]}";
    return ConfigLoader.parse(json.replace('\'', '"')).providers().getFirst();
  }

  @ParameterizedTest
  @MethodSource("names")
  void profileIsACheckedConfigurationOfItsOwn(String name) throws ConfigException {
    var file = Profiles.read(name).orElseThrow();
    var domain = file.at("/provider/domain").asString("own.example.org");

    assertThat(provider("'profile': '" + name + "', 'domain': '" + domain + "'").domain())
        .hasToString(domain);
    assertThat(file.propertyNames()).containsExactly("about", "basis", "provider");
    assertThat(file.get("basis").stringValue()).matches("(proven|documents): .+|none");
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyProfileIsDocumentedWithWhatItRestsOn(String name) throws IOException {
    var file = Profiles.read(name).orElseThrow();

    assertThat(DOCS)
        .content()
        .contains("## " + name)
        .contains(file.get("about").stringValue())
        .contains(file.get("basis").stringValue());
  }

  @Test
  void everyFileIsListed() throws IOException, URISyntaxException {
    var folder = Objects.requireNonNull(Profiles.class.getResource("profiles/generic.json"));
    try (var files = Files.list(Path.of(folder.toURI()).resolveSibling(""))) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
          .containsExactlyInAnyOrderElementsOf(names());
    }
  }

  @Test
  void profileStandsUnderTheFieldsOfItsProvider() throws ConfigException {
    var sipgate = provider("'profile': 'sipgate', 'callerId': {'from': 'number'}, 'country': 'AT'");

    assertThat(sipgate.domain()).hasToString("sipconnect.sipgate.de");
    assertThat(sipgate.numberFormat()).isEqualTo(NumberFormat.E164_DIGITS);
    assertThat(sipgate.callerId().header()).isEqualTo(IdentityHeader.PPI);
    assertThat(sipgate.callerId().from()).isEqualTo(FromUser.NUMBER);
    assertThat(sipgate.country()).contains("AT");
  }

  @Test
  void unknownProfileIsToldWithTheListOfAll() {
    assertThatThrownBy(() -> provider("'profile': 'acme', 'domain': 'x.org'"))
        .hasMessageContaining("$.providers[0].profile is \"acme\"; allowed: one of \"generic\",");
  }

  @Test
  void nameOfAProfileIsNoPath() {
    assertThatThrownBy(() -> provider("'profile': '../config.schema', 'domain': 'x.org'"))
        .hasMessageContaining("$.providers[0].profile is \"../config.schema\"");
  }
}
