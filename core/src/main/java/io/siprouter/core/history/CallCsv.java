package io.siprouter.core.history;

import io.siprouter.core.history.CallRecord.LegRecord;
import io.siprouter.core.history.CallRecord.Quality;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Calls as lines of a table, RFC 4180. Strangers choose names and numbers: what a spreadsheet would
 * take for a formula begins with an apostrophe. Pure.
 */
public final class CallCsv {

  private static final String LINE_END = "\r\n";
  private static final String FORMULA_STARTS = "=+-@\t\r";

  /** A number with its plus sign is one to a spreadsheet too. */
  private static final Pattern HARMLESS = Pattern.compile("[+-]?[0-9.]+");

  private static final List<String> COLUMNS =
      List.of(
          "id",
          "direction",
          "source_kind",
          "source_id",
          "from",
          "from_name",
          "to",
          "to_normalised",
          "route",
          "reason",
          "emergency",
          "created_at",
          "ringing_at",
          "answered_at",
          "ended_at",
          "duration_sec",
          "cause",
          "sip_status",
          "legs",
          "answered_by",
          "codecs",
          "loss_percent",
          "jitter_ms");

  private CallCsv() {}

  /** The first line. */
  public static String head() {
    return String.join(",", COLUMNS) + LINE_END;
  }

  /** One line; loss and jitter are those of the leg that fared worst. */
  public static String line(CallRecord call) {
    return Stream.of(
                call.id(),
                call.direction(),
                call.sourceKind(),
                call.sourceId(),
                call.from(),
                call.fromName(),
                call.to(),
                call.toNormalised(),
                call.route().orElse(""),
                call.reason(),
                Boolean.toString(call.emergency()),
                call.createdAt().toString(),
                time(call.ringingAt()),
                time(call.answeredAt()),
                call.endedAt().toString(),
                Double.toString(call.durationSec()),
                call.cause(),
                Integer.toString(call.sipStatus()),
                Integer.toString(call.legs().size()),
                answeredBy(call),
                codecs(call),
                worst(call, Quality::lossPercent),
                worst(call, Quality::jitterMs))
            .map(CallCsv::field)
            .collect(Collectors.joining(","))
        + LINE_END;
  }

  private static String time(Optional<Instant> instant) {
    return instant.map(Instant::toString).orElse("");
  }

  private static String answeredBy(CallRecord call) {
    return call.legs().stream()
        .filter(leg -> leg.direction().equals("outbound") && leg.answeredAt().isPresent())
        .map(LegRecord::remote)
        .collect(Collectors.joining(" "));
  }

  private static String codecs(CallRecord call) {
    return qualities(call).map(Quality::codec).collect(Collectors.joining(" "));
  }

  private static String worst(CallRecord call, ToDoubleFunction<Quality> measure) {
    var worst = qualities(call).mapToDouble(measure).max();
    return worst.isPresent() ? Double.toString(worst.getAsDouble()) : "";
  }

  private static Stream<Quality> qualities(CallRecord call) {
    return call.legs().stream().flatMap(leg -> leg.quality().stream());
  }

  private static String field(String text) {
    var safe = isFormula(text) ? "'" + text : text;
    return needsQuotes(safe) ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }

  private static boolean isFormula(String text) {
    return !text.isEmpty()
        && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0
        && !HARMLESS.matcher(text).matches();
  }

  private static boolean needsQuotes(String text) {
    return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
  }
}
