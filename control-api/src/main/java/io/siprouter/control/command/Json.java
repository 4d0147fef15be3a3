package io.siprouter.control.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of the interface: snake case, what is absent left out. Any thread. */
public final class Json {

  private static final int DEEPEST = 32;
  private static final Pattern UPPER = Pattern.compile("[A-Z]");

  private static final JsonMapper MAPPER =
      JsonMapper.builder(bounded())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enumNamingStrategy(EnumNamingStrategies.SNAKE_CASE)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .changeDefaultPropertyInclusion(_ -> presentOnly())
          .build();

  private Json() {}

  private static JsonFactory bounded() {
    var constraints = StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build();
    return JsonFactory.builder().streamReadConstraints(constraints).build();
  }

  private static JsonInclude.Value presentOnly() {
    return JsonInclude.Value.construct(
        JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT);
  }

  public static String text(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /**
   * Reads a text.
   *
   * @throws tools.jackson.core.JacksonException if it is no JSON, too deep, or names a field twice
   */
  public static JsonNode read(String text) {
    return MAPPER.readTree(text);
  }

  /** An object with the components of a record. */
  public static ObjectNode object(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** Whatever a value is in JSON. */
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  public static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /**
   * Makes a value of JSON.
   *
   * @throws tools.jackson.core.JacksonException if it is none of that type
   */
  public static <T> T as(Class<T> type, JsonNode node) {
    return MAPPER.treeToValue(node, type);
  }

  /** What a component of a record is called. */
  static String name(RecordComponent component) {
    return name(component.getName(), component.getAccessor().getAnnotation(JsonProperty.class));
  }

  static String name(String name, @Nullable JsonProperty given) {
    return given == null ? snake(name) : given.value();
  }

  private static String snake(String name) {
    return UPPER.matcher(name).replaceAll(it -> "_" + it.group().toLowerCase(Locale.ROOT));
  }
}
