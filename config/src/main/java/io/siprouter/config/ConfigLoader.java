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
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a configuration and says everything that is wrong with it at once. Any thread. */
public final class ConfigLoader {
  static final int MAX_BYTES = 1 << 20; // 1 MiB: the thousand devices of the schema take a quarter

  private static final StreamReadConstraints BOUNDS =
      StreamReadConstraints.builder().maxNestingDepth(32).build();

  private final Map<String, String> environment;
  private final InstantSource clock = InstantSource.system(); // tells which certificates expired
  private final ConfigSchema schema = ConfigSchema.load();
  private final JsonMapper mapper =
      JsonMapper.builder(JsonFactory.builder().streamReadConstraints(BOUNDS).build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  ConfigLoader(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Reads a file and the secrets it names. */
  public static AppConfig load(Path file) throws ConfigException {
    return new ConfigLoader(System.getenv()).read(file);
  }

  /** Reads a configuration given as text; files of secrets are looked for in the working folder. */
  public static AppConfig parse(String json) throws ConfigException {
    var bytes = json.getBytes(StandardCharsets.UTF_8);
    return new ConfigLoader(System.getenv()).read(Path.of("configuration"), bytes);
  }

  AppConfig read(Path file) throws ConfigException {
    return read(file, bytes(file));
  }

  private AppConfig read(Path file, byte[] json) throws ConfigException {
    var given = tree(file, json);
    Profiles.apply(given);
    var complete = given.deepCopy();
    schema.fillDefaults(complete);

    var faults = new ArrayList<>(schema.check(given));
    faults.addAll(new ConfigCheck(Located.root(complete)).faults());
    faults.addAll(AccountCheck.faults(Located.root(given)));
    faults.addAll(new RouteCheck(Located.root(given), Located.root(complete)).faults());
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
      throw unusable(file, "$", "cannot be read (" + e + ")", "a readable file");
    }
    if (bytes.length > MAX_BYTES) {
      throw unusable(file, "$", "is too long", "up to " + MAX_BYTES + " bytes");
    }
    return bytes;
  }

  private JsonNode tree(Path file, byte[] json) throws ConfigException {
    JsonNode tree;
    try {
      tree = mapper.readTree(json);
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
    return e.getOriginalMessage()
        .replaceAll("token '[^']*'", "word")
        .lines()
        .findFirst()
        .orElse("");
  }

  private static ConfigException unusable(Path file, String path, String found, String allowed) {
    return new ConfigException(file.toString(), List.of(new Fault(path, found, allowed)));
  }
}
