package io.siprouter.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ConfigurationReferenceTest {
  private static final Path PAGE = Path.of("..", "docs", "configuration.md");

  @Test
  void pageSaysWhatTheSchemaSays() throws Exception {
    if ("write".equals(System.getProperty("siprouter.reference"))) {
      Files.writeString(PAGE, ConfigurationReference.markdown());
    }

    assertThat(PAGE).hasContent(ConfigurationReference.markdown());
  }

  @Test
  void everyFieldHasADescription() {
    var document = ConfigSchema.load().document();

    assertFieldsAreDescribed(document);
    document.path("$defs").forEach(ConfigurationReferenceTest::assertFieldsAreDescribed);
  }

  private static void assertFieldsAreDescribed(JsonNode schema) {
    schema
        .path("properties")
        .forEachEntry(
            (name, field) -> {
              assertThat(field.path("description").asString("")).as(name).endsWith(".");
              assertFieldsAreDescribed(field);
            });
  }
}
