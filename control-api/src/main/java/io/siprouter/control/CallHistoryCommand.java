package io.siprouter.control;

import io.siprouter.control.command.Json;
import io.siprouter.core.history.CallCsv;
import io.siprouter.core.history.CallRecord;
import io.siprouter.core.history.HistoryCursor;
import io.siprouter.core.history.HistoryFilter;
import io.siprouter.core.history.HistoryReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows the calls that are over, from the file; the daemon need not run. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    description = "Shows the calls that are over, newest first.")
final class CallHistoryCommand implements Callable<Integer> {

  private static final String LINE = "%-19s %-9s %-18s %-18s %9s %-19s %s%n";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

  @Option(names = "--since", paramLabel = "TIME", description = "A day, or a time of RFC 3339.")
  private @Nullable String since;

  @Option(names = "--until", paramLabel = "TIME", description = "The same, not included.")
  private @Nullable String until;

  @Option(names = "--direction", paramLabel = "D", description = "inbound, outbound or internal.")
  private @Nullable String direction;

  @Option(names = "--device", paramLabel = "ID", description = "A device that took part.")
  private @Nullable String device;

  @Option(names = "--provider", paramLabel = "ID", description = "A provider that took part.")
  private @Nullable String provider;

  @Option(
      names = "--number",
      paramLabel = "NUMBER",
      description = "The caller's or the called one; a prefix with a trailing *.")
  private @Nullable String number;

  @Option(names = "--cause", paramLabel = "CAUSE", description = "Why the call ended.")
  private @Nullable String cause;

  @Option(
      names = "--answered",
      paramLabel = "BOOL",
      arity = "1",
      description = "Whether the parties were connected.")
  private @Nullable Boolean answered;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many calls at most. Else 50; files hold all.")
  private int limit = 50;

  @ArgGroup private @Nullable Form form;

  /** How calls are printed. */
  static final class Form {
    @Option(names = "--csv", description = "Prints all as a table with commas, RFC 4180.")
    private boolean csv;

    @Option(names = "--json", description = "Prints all, one JSON object a line.")
    private boolean json;
  }

  @Mixin private final StateOption state = new StateOption();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    var out = spec.commandLine().getOut();
    var history = new HistoryReader(state.folder());
    if (form != null && form.csv) {
      out.print(CallCsv.head());
      history.forEach(filter(), call -> out.print(CallCsv.line(call)));
    } else if (form != null && form.json) {
      history.forEach(filter(), call -> out.print(Json.text(call) + "\n"));
    } else {
      table(history, out);
    }
    out.flush();
    return 0;
  }

  private void table(HistoryReader history, PrintWriter out) throws IOException {
    var page = history.page(filter(), HistoryCursor.START, Math.max(1, limit));
    out.printf(LINE, "began", "direction", "from", "to", "talked", "ended by", "status");
    page.items().forEach(call -> line(call, out));
    if (page.next().isPresent()) {
      out.printf("There are more: --limit shows them, --csv and --json all.%n");
    }
  }

  private static void line(CallRecord call, PrintWriter out) {
    out.printf(
        LINE,
        TIME.format(call.createdAt()),
        call.direction(),
        call.from().isEmpty() ? "withheld" : call.from(),
        call.to(),
        call.answeredAt().isPresent() ? "%.0f s".formatted(call.durationSec()) : "-",
        call.cause(),
        call.sipStatus() == 0 ? "" : call.sipStatus());
  }

  private HistoryFilter filter() {
    return new HistoryFilter(
        time("--since", since),
        time("--until", until),
        Optional.ofNullable(direction),
        Optional.ofNullable(device),
        Optional.ofNullable(provider),
        Optional.ofNullable(number),
        Optional.ofNullable(cause),
        Optional.ofNullable(answered));
  }

  private Optional<Instant> time(String option, @Nullable String text) {
    return Optional.ofNullable(text)
        .map(
            it ->
                day(it)
                    .or(() -> moment(it))
                    .orElseThrow(
                        () ->
                            new ParameterException(
                                spec.commandLine(),
                                option + " needs a day (2026-11-21) or a time of RFC 3339")));
  }

  private static Optional<Instant> day(String text) {
    try {
      return Optional.of(LocalDate.parse(text).atStartOfDay(ZoneId.systemDefault()).toInstant());
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> moment(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }
}
