package io.siprouter.control.api;

import io.vertx.ext.web.RoutingContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the interface speaks. Any thread. */
final class Json {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  static String text(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  static JsonNode read(String text) {
    return MAPPER.readTree(text);
  }

  static void answer(RoutingContext context, Object value) {
    context.response().putHeader("Content-Type", "application/json").end(text(value));
  }
}
