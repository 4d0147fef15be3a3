package io.siprouter.config;

import io.siprouter.config.number.NumberFormat;
import io.siprouter.config.schedule.DateSpan;
import io.siprouter.config.schedule.Hours;
import io.siprouter.config.schedule.Schedule;
import io.siprouter.config.schedule.WeeklyHours;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Makes records of a configuration that is checked and complete. */
final class ConfigBinder {
  // Unknown fields are the schema's business; the action's variants pick theirs from one object.
  private final JsonMapper mapper =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .addModule(values())
          .build();

  AppConfig bind(JsonNode checked) {
    return mapper.treeToValue(checked, AppConfig.class);
  }

  private static SimpleModule values() {
    return new SimpleModule()
        .addDeserializer(Path.class, new FromText<>(Path.class, Path::of))
        .addDeserializer(Secret.class, new FromText<>(Secret.class, Secret::of))
        .addDeserializer(
            NumberPattern.class, new FromText<>(NumberPattern.class, NumberPattern::parse))
        .addDeserializer(CodecName.class, FromText.checked(CodecName.class, CodecName::parse))
        .addDeserializer(DigestName.class, FromText.checked(DigestName.class, DigestName::parse))
        .addDeserializer(
            NumberFormat.class, FromText.checked(NumberFormat.class, NumberFormat::parse))
        .addDeserializer(HostPort.class, FromText.checked(HostPort.class, HostPort::parse))
        .addDeserializer(NameServer.class, FromText.checked(NameServer.class, NameServer::parse))
        .addDeserializer(Network.class, FromText.checked(Network.class, Network::parse))
        .addDeserializer(
            InetAddress.class, FromText.checked(InetAddress.class, AddressLiteral::parse))
        .addDeserializer(
            AddressSetting.class, FromText.checked(AddressSetting.class, AddressSetting::parse))
        .addDeserializer(
            ScheduleMatch.class, new FromText<>(ScheduleMatch.class, ScheduleMatch::parse))
        .addDeserializer(ZoneId.class, FromText.checked(ZoneId.class, Schedule::zone))
        .addDeserializer(DayOfWeek.class, FromText.checked(DayOfWeek.class, WeeklyHours::day))
        .addDeserializer(LocalTime.class, FromText.checked(LocalTime.class, Hours::time))
        .addDeserializer(DateSpan.class, FromText.checked(DateSpan.class, DateSpan::parse))
        .addDeserializer(RouteAction.class, new FromVariant());
  }

  private static final class FromText<T> extends StdDeserializer<T> {
    private final Function<String, T> parse;

    FromText(Class<T> type, Function<String, T> parse) {
      super(type);
      this.parse = parse;
    }

    static <T> FromText<T> checked(Class<T> type, Function<String, Optional<T>> parse) {
      return new FromText<>(type, text -> parse.apply(text).orElseThrow());
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) {
      return parse.apply(parser.getString());
    }
  }

  private static final class FromVariant extends StdDeserializer<RouteAction> {
    FromVariant() {
      super(RouteAction.class);
    }

    @Override
    public RouteAction deserialize(JsonParser parser, DeserializationContext context) {
      JsonNode action = context.readTree(parser);
      if (action.has("devices")) {
        return context.readTreeAsValue(action, RouteAction.Ring.class);
      }
      return action.has("provider")
          ? context.readTreeAsValue(action, RouteAction.Dial.class)
          : context.readTreeAsValue(action.path("reject"), RouteAction.Reject.class);
    }
  }
}
