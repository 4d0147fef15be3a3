package io.siprouter.control.handler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.siprouter.control.command.Handler;
import io.siprouter.control.command.Principal;
import io.siprouter.control.command.Problem;
import io.siprouter.control.command.Reply;
import io.siprouter.control.command.TraceCommand;
import io.siprouter.control.command.TraceCommand.LadderFormat;
import io.siprouter.control.command.TraceCommand.MessageFormat;
import io.siprouter.control.view.LadderView;
import io.siprouter.control.view.TraceMessageView;
import io.siprouter.core.trace.Ladder;
import io.siprouter.core.trace.LadderText;
import io.siprouter.core.trace.MessageTrace;
import io.siprouter.core.trace.Pcap;
import io.siprouter.core.trace.TraceFilter;
import io.siprouter.core.trace.TracedMessage;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Supplier;

/** Shows the trace, from threads of its own: all of it takes a while to read. */
public final class TraceHandler implements Handler<TraceCommand> {
  private static final int THREADS = 2;
  private static final int WAITING = 32;
  private static final int IDLE_S = 10;
  private static final int USUAL_LIMIT = 500;
  private static final int MOST = 100_000;

  private final MessageTrace trace;
  private final Executor readers = readers();

  public TraceHandler(MessageTrace trace) {
    this.trace = trace;
  }

  /** They end by themselves when nobody looks. */
  private static Executor readers() {
    var threads = Thread.ofPlatform().daemon().name("trace-reader-", 0).factory();
    var waiting = new ArrayBlockingQueue<Runnable>(WAITING);
    var pool = new ThreadPoolExecutor(THREADS, THREADS, IDLE_S, SECONDS, waiting, threads);
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  @Override
  public CompletionStage<Reply> handle(TraceCommand command, Principal who) {
    return read(
        () ->
            switch (command) {
              case TraceCommand.ShowTrace show -> show(show);
              case TraceCommand.ShowLadder(var id, var format) ->
                  ofCall(trace.ladder(id).map(ladder -> drawn(ladder, format)), id);
              case TraceCommand.ExportCall(var id) ->
                  ofCall(
                      Optional.of(trace.messages(TraceFilter.ofCall(id), MOST))
                          .filter(messages -> !messages.isEmpty())
                          .map(messages -> file(messages, "call-" + plain(id))),
                      id);
            });
  }

  private CompletionStage<Reply> read(Supplier<Reply> look) {
    try {
      return CompletableFuture.supplyAsync(look, readers);
    } catch (RejectedExecutionException _) {
      var problem = Problem.tooMany("too many look at the trace at the same time", 1);
      return CompletableFuture.completedStage(Reply.refused(problem));
    }
  }

  private Reply show(TraceCommand.ShowTrace show) {
    var filter =
        new TraceFilter(
            show.callId(),
            show.legId(),
            show.method(),
            show.code(),
            show.text(),
            show.direction(),
            show.remote(),
            show.after().orElse(0L));
    var messages = trace.messages(filter, show.limit().orElse(USUAL_LIMIT));
    return switch (show.format().orElse(MessageFormat.JSON)) {
      case JSON -> Reply.list(messages.stream().map(TraceMessageView::of).toList());
      case PCAP -> file(messages, "trace");
    };
  }

  private static Reply drawn(Ladder ladder, Optional<LadderFormat> format) {
    return switch (format.orElse(LadderFormat.JSON)) {
      case JSON -> Reply.found(LadderView.of(ladder));
      case TEXT ->
          new Reply.File(
              "text/plain; charset=utf-8",
              Optional.empty(),
              ByteBuffer.wrap(LadderText.of(ladder).getBytes(UTF_8)));
    };
  }

  private static Reply file(List<TracedMessage> messages, String name) {
    var content = ByteBuffer.wrap(Pcap.of(messages));
    return new Reply.File(TraceCommand.PCAP, Optional.of(name + ".pcap"), content);
  }

  /** The name of a file that no system minds. */
  private static String plain(String id) {
    return id.replaceAll("[^A-Za-z0-9-]", "_");
  }

  private static Reply ofCall(Optional<Reply> found, String id) {
    return found.orElseGet(
        () -> Reply.refused(Problem.notFound("nothing is remembered of a call " + id)));
  }
}
