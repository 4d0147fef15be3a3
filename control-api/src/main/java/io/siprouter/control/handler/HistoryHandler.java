package io.siprouter.control.handler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.CompletableFuture.completedStage;

import io.siprouter.control.command.Handler;
import io.siprouter.control.command.HistoryCommand;
import io.siprouter.control.command.HistoryCommand.Format;
import io.siprouter.control.command.HistoryCommand.ListHistory;
import io.siprouter.control.command.HistoryCommand.ShowHistory;
import io.siprouter.control.command.Json;
import io.siprouter.control.command.Principal;
import io.siprouter.control.command.Problem;
import io.siprouter.control.command.Reply;
import io.siprouter.control.command.Rfc3339;
import io.siprouter.core.history.CallCsv;
import io.siprouter.core.history.CallRecord;
import io.siprouter.core.history.History;
import io.siprouter.core.history.HistoryCursor;
import io.siprouter.core.history.HistoryFilter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the history. */
public final class HistoryHandler implements Handler<HistoryCommand> {

  private static final Logger log = LoggerFactory.getLogger(HistoryHandler.class);

  private static final int USUAL_PAGE = 100;

  /** So many calls of a file are in memory at once. */
  private static final int CALLS_IN_PART = 500;

  private final History history;

  public HistoryHandler(History history) {
    this.history = history;
  }

  @Override
  public CompletionStage<Reply> handle(HistoryCommand command, Principal who) {
    return switch (command) {
      case ListHistory list -> list(list);
      case ShowHistory(var id) ->
          ask(reader -> reader.call(id).map(Reply::found).orElseGet(() -> unknown(id)));
    };
  }

  private static Reply unknown(String id) {
    return Reply.refused(Problem.notFound("there is no call " + id + " in the history"));
  }

  private CompletionStage<Reply> list(ListHistory list) {
    var fault = fault(list);
    if (fault.isPresent()) {
      return completedStage(Reply.refused(fault.get()));
    }
    return switch (list.format().orElse(Format.JSON)) {
      case JSON -> page(list);
      case CSV -> file(list, "text/csv", "calls.csv", CallCsv.head(), CallCsv::line);
      case JSONL ->
          file(list, "application/jsonl", "calls.jsonl", "", call -> Json.text(call) + "\n");
    };
  }

  private static Optional<Problem> fault(ListHistory list) {
    if (list.since().isPresent() && time(list.since()).isEmpty()) {
      return Optional.of(Problem.badField("since", Rfc3339.FAULT));
    }
    if (list.until().isPresent() && time(list.until()).isEmpty()) {
      return Optional.of(Problem.badField("until", Rfc3339.FAULT));
    }
    return list.cursor().isPresent() && list.cursor().flatMap(HistoryCursor::parse).isEmpty()
        ? Optional.of(Problem.badField("cursor", "is not the next of any page"))
        : Optional.empty();
  }

  private static Optional<Instant> time(Optional<String> text) {
    return text.flatMap(Rfc3339::parse);
  }

  private static HistoryFilter filter(ListHistory list) {
    return new HistoryFilter(
        time(list.since()),
        time(list.until()),
        list.direction().map(it -> it.name().toLowerCase(Locale.ROOT)),
        list.device(),
        list.provider(),
        list.number().map(Numbers::typed),
        list.cause(),
        list.answered());
  }

  private CompletionStage<Reply> page(ListHistory list) {
    var after = list.cursor().flatMap(HistoryCursor::parse).orElse(HistoryCursor.START);
    var most = list.limit().orElse(USUAL_PAGE);
    return ask(
        reader -> {
          var page = reader.page(filter(list), after, most);
          return Reply.found(new Reply.Page(page.items(), page.next()));
        });
  }

  private CompletionStage<Reply> file(
      ListHistory list, String type, String name, String head, Function<CallRecord, String> line) {
    return part(filter(list), HistoryCursor.START, head, line)
        .<Reply>thenApply(first -> new Reply.Parts(type, name, first))
        .exceptionally(HistoryHandler::failed);
  }

  /** A page of calls as text, behind a head. */
  private CompletableFuture<Reply.Part> part(
      HistoryFilter filter, HistoryCursor after, String head, Function<CallRecord, String> line) {
    return history.ask(
        reader -> {
          var page = reader.page(filter, after, CALLS_IN_PART);
          var text = new StringBuilder(head);
          page.items().forEach(call -> text.append(line.apply(call)));
          return new Reply.Part(
              ByteBuffer.wrap(text.toString().getBytes(UTF_8)),
              page.next()
                  .flatMap(HistoryCursor::parse)
                  .map(next -> () -> part(filter, next, "", line)));
        });
  }

  private CompletionStage<Reply> ask(History.Question<Reply> question) {
    return history.ask(question).exceptionally(HistoryHandler::failed);
  }

  private static Reply failed(Throwable failure) {
    return switch (unwrapped(failure)) {
      case RejectedExecutionException _ ->
          Reply.refused(Problem.tooMany("too many questions to the history at once", 1));
      case IOException e -> {
        log.error("The history cannot be read", e);
        yield Reply.refused(Problem.unavailable("history", "the history cannot be read now", 10));
      }
      case Throwable other -> throw new CompletionException(other);
    };
  }

  private static Throwable unwrapped(Throwable failure) {
    var cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }
}
