package io.siprouter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts odd values at every place of an example: a fault or a configuration, nothing else. */
class ConfigMutationTest {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private final ConfigLoader loader =
      new ConfigLoader(
          Map.of(
              "CARRIER_PASSWORD", "a",
              "KITCHEN_PASSWORD", "b",
              "OFFICE_PASSWORD", "c",
              "PORTER_PASSWORD", "d"));

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "-1",
        "10998.0",
        "99999999999",
        "\"\"",
        "\"/(/\"",
        "[null]",
        "{\"file\": \"\\u0000\"}"
      })
  void oddValueAnywhereIsAFaultOrFits(String odd) throws Exception {
    load("provider.json", "", MAPPER.readTree(odd));
    load("office-hours.json", "/schedules", MAPPER.readTree(odd));
  }

  private void load(String name, String section, JsonNode odd) throws Exception {
    var example = MAPPER.readTree(Files.readString(Path.of("examples", name)));
    for (var place : places(example)) {
      if (place.toString().startsWith(section)) {
        load(replaced(example, place, odd), place);
      }
    }
  }

  private void load(JsonNode config, JsonPointer place) throws Exception {
    var file = Files.writeString(folder.resolve("config.json"), config.toString());
    try {
      assertThat(loader.read(file)).isNotNull();
    } catch (ConfigException e) {
      assertThat(e.faults()).isNotEmpty();
    } catch (RuntimeException e) {
      fail(place + ": " + config.at(place), e);
    }
  }

  private static JsonNode replaced(JsonNode example, JsonPointer place, JsonNode value) {
    var copy = example.deepCopy();
    switch (copy.at(place.head())) {
      case ObjectNode object -> object.set(place.last().getMatchingProperty(), value);
      case ArrayNode array -> array.set(place.last().getMatchingIndex(), value);
      case JsonNode other -> throw new IllegalStateException(place + " is in " + other);
    }
    return copy;
  }

  private static List<JsonPointer> places(JsonNode root) {
    var places = new ArrayList<JsonPointer>();
    collect(root, JsonPointer.empty(), places);
    return places;
  }

  private static void collect(JsonNode node, JsonPointer here, List<JsonPointer> places) {
    node.forEachEntry((name, child) -> visit(child, here.appendProperty(name), places));
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        visit(node.get(i), here.appendIndex(i), places);
      }
    }
  }

  private static void visit(JsonNode child, JsonPointer here, List<JsonPointer> places) {
    places.add(here);
    collect(child, here, places);
  }
}
