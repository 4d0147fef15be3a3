package io.siprouter.control.metrics;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A scrape, read as strictly as Prometheus's text format 0.0.4 allows: each sample after the type
 * of its family, no family torn apart, no series twice, every number one.
 */
final class Exposition {

  private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
  private static final Pattern META = Pattern.compile("# (HELP|TYPE) (" + NAME + ")(?: (.*))?");
  private static final Pattern SAMPLE =
      Pattern.compile("(" + NAME + ")(?:\\{(.*)\\})? (NaN|[+-]Inf|[-+0-9.eE]+)");
  private static final Pattern LABELS =
      Pattern.compile("(?:[a-zA-Z_]\\w*=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\",?)*");
  private static final Set<String> TYPES =
      Set.of("counter", "gauge", "histogram", "summary", "untyped");

  private final Map<String, String> types = new LinkedHashMap<>();
  private final Map<String, Double> samples = new LinkedHashMap<>();
  private final Set<String> names = new HashSet<>();
  private String family = "";

  private Exposition() {}

  static Exposition parse(String text) {
    var parsed = new Exposition();
    if (!text.endsWith("\n")) {
      throw new AssertionError("the last line does not end");
    }
    text.lines().forEach(parsed::line);
    return parsed;
  }

  private void line(String line) {
    if (line.startsWith("#")) {
      meta(line);
    } else {
      sample(line);
    }
  }

  private void meta(String line) {
    var meta = matched(META, line);
    if (meta.group(1).equals("HELP")) {
      return;
    }
    family = meta.group(2);
    if (!TYPES.contains(meta.group(3)) || types.put(family, meta.group(3)) != null) {
      throw new AssertionError(line);
    }
  }

  private void sample(String line) {
    var sample = matched(SAMPLE, line);
    var labels = sample.group(2) == null ? "" : sample.group(2);
    var name = sample.group(1);
    var fits = namesOf(family, types.getOrDefault(family, "")).anyMatch(name::equals);
    if (!fits || !LABELS.matcher(labels).matches()) {
      throw new AssertionError(line + " below " + family);
    }
    names.add(name);
    if (samples.put(name + "{" + labels + "}", number(sample.group(3))) != null) {
      throw new AssertionError("twice: " + line);
    }
  }

  private static Stream<String> namesOf(String family, String type) {
    return switch (type) {
      case "histogram" -> Stream.of("_bucket", "_sum", "_count").map(family::concat);
      case "summary" -> Stream.of("", "_sum", "_count").map(family::concat);
      default -> Stream.of(family);
    };
  }

  private static double number(String text) {
    return text.endsWith("Inf")
        ? Double.parseDouble(text.replace("Inf", "Infinity"))
        : Double.parseDouble(text);
  }

  private static Matcher matched(Pattern pattern, String line) {
    var matcher = pattern.matcher(line);
    if (!matcher.matches()) {
      throw new AssertionError("not of the format: " + line);
    }
    return matcher;
  }

  /** Names of samples, those of histograms with their endings. */
  Set<String> names() {
    return names;
  }

  /** The sum of all series of a name whose labels contain all of these. */
  double value(String name, String... labels) {
    return samples.entrySet().stream()
        .filter(each -> each.getKey().startsWith(name + "{"))
        .filter(each -> List.of(labels).stream().allMatch(each.getKey()::contains))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  /** All label values. */
  Stream<String> labelValues() {
    return samples.keySet().stream()
        .flatMap(series -> Pattern.compile("\"([^\"]*)\"").matcher(series).results())
        .map(found -> found.group(1));
  }
}
