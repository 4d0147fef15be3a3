package io.siprouter.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a configuration and says everything that is wrong with it at once. Any thread. */
public final class ConfigLoader {
  public static final int MAX_BYTES =
      1 << 20; // 1 MiB: the thousand devices of the schema take a quarter

  private static final StreamReadConstraints BOUNDS =
      StreamReadConstraints.builder().maxNestingDepth(32).build();

  /** What the parser says about its own settings. */
  private static final Pattern OF_THE_LIBRARY =
      Pattern.compile(
          "(, from|: enable|: not allowed as per) `[^`]*`( to allow)?"
              + "| \\((bound as )?`[^`]*`\\)"
              + "| \\(not recognized[^)]*\\)"
              + "| \\(start marker at \\[.*?\\]\\)");

  private final Map<String, String> environment;
  private final InstantSource clock = InstantSource.system(); // tells which certificates expired
  private final ConfigSchema schema = ConfigSchema.load();
  private final SecretFields secrets = new SecretFields(schema);
  private final JsonMapper mapper =
      JsonMapper.builder(JsonFactory.builder().streamReadConstraints(BOUNDS).build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  ConfigLoader(Map<String, String> environment) {
    this.environment = environment;
  }

  /** The JSON Schema of a configuration, a copy. */
  public static JsonNode schemaDocument() {
    return ConfigSchema.load().document();
  }

  /** Reads a file and the secrets it names. */
  public static AppConfig load(Path file) throws ConfigException {
    return ofProcess().read(file);
  }

  /** The same with the text it was made of. */
  public static ConfigText loadText(Path file) throws ConfigException {
    return ofProcess().read(file, bytes(file));
  }

  /** Reads a configuration given as text; files of secrets are looked for in the working folder. */
  public static AppConfig parse(String json) throws ConfigException {
    var bytes = json.getBytes(StandardCharsets.UTF_8);
    return ofProcess().read(Path.of("configuration"), bytes).config();
  }

  /** One that finds secrets in the environment of this process. */
  public static ConfigLoader ofProcess() {
    return new ConfigLoader(System.getenv());
  }

  AppConfig read(Path file) throws ConfigException {
    return check(file, tree(file, given(file, bytes(file))), List.of());
  }

  /** Reads what a file holds, or would hold. */
  public ConfigText read(Path file, byte[] json) throws ConfigException {
    var given = given(file, bounded(file, json));
    return text(file, given, tree(file, given), List.of());
  }

  /**
   * Reads a revision of a configuration, in which secrets may be masked that are stored already.
   * What was masked is written anew, anything else stays as it is.
   */
  public ConfigText revise(Path file, ConfigText stored, byte[] json) throws ConfigException {
    var text = given(file, bounded(file, json));
    var given = tree(file, text);
    var tree = given.deepCopy();
    var faults = secrets.restore(tree, stored.tree());
    return tree.equals(given)
        ? text(file, text, tree, faults)
        : text(file, tree.toPrettyString() + "\n", tree, faults);
  }

  private ConfigText text(Path file, String text, JsonNode tree, List<Fault> before)
      throws ConfigException {
    return new ConfigText(text, tree, check(file, tree.deepCopy(), before), secrets);
  }

  private AppConfig check(Path file, JsonNode given, List<Fault> before) throws ConfigException {
    Profiles.apply(given);
    var complete = given.deepCopy();
    schema.fillDefaults(complete);

    var faults = new ArrayList<>(before);
    faults.addAll(schema.check(given));
    faults.addAll(new ConfigCheck(Located.root(complete)).faults());
    faults.addAll(AccountCheck.faults(Located.root(given)));
    faults.addAll(new RouteCheck(Located.root(given), Located.root(complete)).faults());
    faults.addAll(new ScheduleCheck(Located.root(complete)).faults());
    faults.addAll(new HeaderCheck(Located.root(complete)).faults());
    faults.addAll(new SecretResolver(file, environment).resolve(Located.root(complete)));
    faults.addAll(new AccessCheck(Located.root(complete)).faults());
    faults.addAll(new TlsCheck(file, clock).check(Located.root(given), Located.root(complete)));
    if (!faults.isEmpty()) {
      throw new ConfigException(file.toString(), faults);
    }
    return new ConfigBinder().bind(complete);
  }

  private static byte[] bytes(Path file) throws ConfigException {
    byte[] bytes;
    try (var in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw new ConfigException(file.toString(), List.of(Fault.unreadable(e)));
    }
    return bounded(file, bytes);
  }

  private static byte[] bounded(Path file, byte[] bytes) throws ConfigException {
    if (bytes.length > MAX_BYTES) {
      throw unusable(file, "$", "is too long", "up to " + MAX_BYTES + " bytes");
    }
    return bytes;
  }

  private static String given(Path file, byte[] json) throws ConfigException {
    var decoded = Utf8.of(json);
    return decoded
        .text()
        .orElseThrow(() -> unusable(file, decoded.end(), "is not UTF-8", "JSON (RFC 8259)"));
  }

  private JsonNode tree(Path file, String json) throws ConfigException {
    JsonNode tree;
    try {
      tree = mapper.readTree(Utf8.withoutMark(json));
    } catch (JacksonException e) {
      throw unusable(file, place(e), "is not JSON: " + reason(e), "JSON (RFC 8259)");
    }
    if (tree.isMissingNode()) {
      throw unusable(file, "$", "is empty", "a JSON object");
    }
    return tree;
  }

  private static String place(JacksonException e) {
    return Optional.ofNullable(e.getLocation()) // null where a bound is exceeded
        .map(at -> "line " + at.getLineNr() + ", column " + at.getColumnNr())
        .orElse("$");
  }

  /** A word without quotes may be a password. */
  private static String reason(JacksonException e) {
    return OF_THE_LIBRARY
        .matcher(e.getOriginalMessage().replaceAll("token '[^']*'", "word"))
        .replaceAll("")
        .lines()
        .findFirst()
        .orElse("");
  }

  private static ConfigException unusable(Path file, String path, String found, String allowed) {
    return new ConfigException(file.toString(), List.of(new Fault(path, found, allowed)));
  }
}
