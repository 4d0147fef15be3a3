package io.siprouter.config;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A configuration as it was written, checked. Its text holds secrets; what is given out of it
 * otherwise does not. Immutable.
 */
public final class ConfigText {
  private final String text;
  private final JsonNode tree;
  private final AppConfig config;
  private final SecretFields secrets;

  ConfigText(String text, JsonNode tree, AppConfig config, SecretFields secrets) {
    this.text = text;
    this.tree = tree;
    this.config = config;
    this.secrets = secrets;
  }

  /** What belongs into the file. */
  public String text() {
    return text;
  }

  /** What it means. */
  public AppConfig config() {
    return config;
  }

  /** As it was written, but {@code {"set": true}} for each secret that is not a reference. */
  public JsonNode masked() {
    return secrets.masked(tree);
  }

  /** What would be different with the other, in the order of the other; secrets are masked. */
  public List<ConfigChange> changesTo(ConfigText other) {
    return new ConfigDiff(secrets).between(tree, other.tree);
  }

  JsonNode tree() {
    return tree;
  }
}
