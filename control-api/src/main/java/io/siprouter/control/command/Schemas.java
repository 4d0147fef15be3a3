package io.siprouter.control.command;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.github.victools.jsonschema.generator.ConfigFunction;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfig;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigPart;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.generator.impl.module.EnumModule;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes JSON Schemas of records: their components, limits and Javadoc. Any thread. */
public final class Schemas {

  private final boolean ofArguments;

  private Schemas(boolean ofArguments) {
    this.ofArguments = ofArguments;
  }

  /** Schemas of what is sent to us: unknown fields are refused, limits apply. */
  public static Schemas ofArguments() {
    return new Schemas(true);
  }

  /** Schemas of what we send: fields may be added one day. */
  public static Schemas ofAnswers() {
    return new Schemas(false);
  }

  /** A schema that needs no other. */
  public ObjectNode alone(Class<?> type) {
    var schema = generator(Option.INLINE_ALL_SCHEMAS).generateSchema(type);
    join(schema);
    return schema;
  }

  /** What a component is for and what its type is stand apart, which few readers understand. */
  private static void join(JsonNode node) {
    if (node instanceof ObjectNode object && object.get("allOf") instanceof ArrayNode parts) {
      object.remove("allOf");
      parts.forEach(part -> object.setAll((ObjectNode) part));
    }
    node.forEach(Schemas::join);
  }

  /** What the schema of a type is called: {@code DeviceView.Contact} is a DeviceContact. */
  public static String nameOf(Class<?> type) {
    var own = type.getSimpleName().replaceFirst("View$", "");
    var outer = type.getEnclosingClass();
    return outer == null || outer.isInterface() ? own : nameOf(outer) + own;
  }

  /** For a document with many schemas that refer to each other. */
  public SchemaBuilder together() {
    return generator(Option.DEFINITIONS_FOR_ALL_OBJECTS).buildMultipleSchemaDefinitions();
  }

  private SchemaGenerator generator(Option sharing) {
    var builder = builder().with(sharing);
    if (ofArguments) {
      builder.with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT);
      limit(builder.forFields());
    }
    return new SchemaGenerator(builder.build());
  }

  private static SchemaGeneratorConfigBuilder builder() {
    var builder =
        new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(new EnumModule(constant -> constant.name().toLowerCase(Locale.ROOT)))
            .with(Option.PLAIN_DEFINITION_KEYS, Option.EXTRA_OPEN_API_FORMAT_VALUES)
            .with(Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
            .without(Option.SCHEMA_VERSION_INDICATOR)
            .without(Option.FLATTENED_ENUMS, Option.FLATTENED_OPTIONALS);
    builder
        .forTypesInGeneral()
        .withDefinitionNamingStrategy((key, _) -> nameOf(key.getType().getErasedType()))
        .withDescriptionResolver(
            scope -> Descriptions.of(scope.getType().getErasedType()).orElse(null));
    builder
        .forTypesInGeneral()
        .withCustomDefinitionProvider(
            (type, context) -> anyJson(type.getErasedType(), context.getGeneratorConfig()));
    describe(builder.forFields());
    return builder;
  }

  /** A component may be JSON of which somebody else says what it is. */
  private static @Nullable CustomDefinition anyJson(Class<?> type, SchemaGeneratorConfig config) {
    if (!JsonNode.class.isAssignableFrom(type)) {
      return null;
    }
    var any = config.createObjectNode();
    if (type == ObjectNode.class) {
      any.put("type", "object");
    }
    return new CustomDefinition(
        any, CustomDefinition.DefinitionType.INLINE, CustomDefinition.AttributeInclusion.NO);
  }

  private static void describe(SchemaGeneratorConfigPart<FieldScope> fields) {
    fields
        .withTargetTypeOverridesResolver(
            field ->
                isOptional(field) && !field.isFakeContainerItemScope()
                    ? List.of(field.getDeclaredType().typeParametersFor(Optional.class).getFirst())
                    : null)
        .withPropertyNameOverrideResolver(Schemas::name)
        .withRequiredCheck(field -> !isOptional(field))
        .withNullableCheck(_ -> false)
        .withDescriptionResolver(
            field -> field.isFakeContainerItemScope() ? null : description(field));
  }

  private static @Nullable String description(FieldScope field) {
    var type = field.getDeclaringType().getErasedType();
    return Descriptions.of(type, field.getDeclaredName()).orElse(null);
  }

  private static String name(FieldScope field) {
    return Json.name(
        field.getDeclaredName(), field.getAnnotationConsideringFieldAndGetter(JsonProperty.class));
  }

  private static boolean isOptional(FieldScope field) {
    return field.getDeclaredType().isInstanceOf(Optional.class);
  }

  private static void limit(SchemaGeneratorConfigPart<FieldScope> fields) {
    fields
        .withStringMinLengthResolver(
            of(String.class, it -> it.minLength() > 0 ? it.minLength() : null))
        .withStringMaxLengthResolver(of(String.class, Limits::maxLength))
        .withStringPatternResolver(
            of(String.class, it -> it.pattern().isEmpty() ? null : it.pattern()))
        .withArrayMaxItemsResolver(of(List.class, Limits::maxItems))
        .withNumberInclusiveMinimumResolver(of(Number.class, it -> bound(it.min())))
        .withNumberInclusiveMaximumResolver(of(Number.class, it -> bound(it.max())));
  }

  private static @Nullable BigDecimal bound(long limit) {
    return limit == Long.MIN_VALUE || limit == Long.MAX_VALUE ? null : BigDecimal.valueOf(limit);
  }

  private static <T> ConfigFunction<FieldScope, T> of(
      Class<?> type, Function<Limits, @Nullable T> limit) {
    return field -> isA(type, field) ? limit.apply(limits(field)) : null;
  }

  private static boolean isA(Class<?> type, FieldScope field) {
    var found = field.getType().getErasedType();
    return type.isAssignableFrom(found)
        || (type == Number.class && found.isPrimitive() && found != boolean.class);
  }

  private static Limits limits(FieldScope field) {
    return Optional.ofNullable(field.getAnnotationConsideringFieldAndGetter(Limits.class))
        .orElseGet(Defaults::limits);
  }

  /** Where the limits stand that apply if a component names none. */
  private record Defaults(@Limits String text) {
    static Limits limits() {
      return Defaults.class.getRecordComponents()[0].getAnnotation(Limits.class);
    }
  }
}
