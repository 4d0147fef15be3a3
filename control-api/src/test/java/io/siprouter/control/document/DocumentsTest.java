package io.siprouter.control.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.siprouter.control.command.Catalogue;
import io.siprouter.control.command.OperationSpec;
import io.siprouter.core.event.EventNames;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class DocumentsTest {

  private static final Catalogue CATALOGUE = new Catalogue();
  private static final ObjectNode OPEN_API = OpenApiDocument.of(CATALOGUE, "1", "/api/v1");
  private static final ObjectNode ASYNC_API = AsyncApiDocument.of(CATALOGUE, "1", "/api/v1/ws");

  @Test
  void restIsDescribedAsTheStandardWantsIt() throws IOException {
    assertThat(faults("openapi-3.1.json", SpecificationVersion.DRAFT_2020_12, OPEN_API)).isEmpty();
  }

  @Test
  void streamIsDescribedAsTheStandardWantsIt() throws IOException {
    assertThat(faults("asyncapi-3.0.0.json", SpecificationVersion.DRAFT_7, ASYNC_API)).isEmpty();
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    for (var document : new JsonNode[] {OPEN_API, ASYNC_API}) {
      assertThat(document.findValues("$ref"))
          .isNotEmpty()
          .allSatisfy(
              ref ->
                  assertThat(document.at(ref.asString().substring(1)).isMissingNode())
                      .describedAs(ref.asString())
                      .isFalse());
    }
  }

  @Test
  void everyCommandIsInTheDocuments() {
    assertThat(CATALOGUE.operations().stream().filter(OperationSpec::isRest))
        .allSatisfy(
            it ->
                assertThat(
                        OPEN_API
                            .path("paths")
                            .path(it.paths().getFirst())
                            .findValues("operationId"))
                    .extracting(JsonNode::asString)
                    .contains(it.name()));
    assertThat(CATALOGUE.operations())
        .allSatisfy(it -> assertThat(message("command_" + it.name()).isObject()).isTrue());
  }

  @Test
  void listThatMayBeLeftOutIsAListOfItsItems() {
    var scopes = OPEN_API.at("/components/schemas/AddUserRequest/properties/scopes");

    assertThat(scopes.path("type").asString()).isEqualTo("array");
    assertThat(scopes.at("/items/type").asString()).isEqualTo("string");
  }

  @Test
  void whatIsAnsweredIsAnnouncedWithItsStatus() {
    assertThat(statuses("/calls", "post")).containsExactly("201", "default");
    assertThat(statuses("/calls/{id}", "delete")).containsExactly("204", "default");
    assertThat(statuses("/config/validate", "post")).containsExactly("200", "default");
    assertThat(statuses("/calls/{id}/pcap", "get")).containsExactly("200", "default");
  }

  private static Iterable<String> statuses(String path, String verb) {
    return OPEN_API.path("paths").path(path).path(verb).path("responses").propertyNames();
  }

  @Test
  void everyEventIsInTheDocumentsWithEachOfItsFieldsExplained() {
    assertThat(EventNames.all())
        .allSatisfy(
            event -> {
              var data = message("event_" + EventNames.of(event)).at("/payload/properties/data");
              assertThat(data.path("properties").valueStream())
                  .allSatisfy(
                      field ->
                          assertThat(field.has("description") || field.has("$ref"))
                              .describedAs(event + " " + data)
                              .isTrue());
            });
    assertThat(Stream.of("hello", "status", "events_dropped"))
        .allSatisfy(own -> assertThat(message("event_" + own).isObject()).isTrue());
  }

  private static JsonNode message(String name) {
    return ASYNC_API.path("components").path("messages").path(name);
  }

  private static List<Error> faults(String schema, SpecificationVersion dialect, JsonNode document)
      throws IOException {
    try (var in = Objects.requireNonNull(DocumentsTest.class.getResourceAsStream(schema))) {
      return SchemaRegistry.withDefaultDialect(dialect)
          .getSchema(in, InputFormat.JSON)
          .validate(document);
    }
  }
}
