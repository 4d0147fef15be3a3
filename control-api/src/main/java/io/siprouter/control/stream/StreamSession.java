package io.siprouter.control.stream;

import io.siprouter.control.command.Dispatcher;
import io.siprouter.control.command.Json;
import io.siprouter.control.command.Principal;
import io.siprouter.control.command.Problem;
import io.siprouter.control.command.Reply;
import io.siprouter.control.command.StreamCommand;
import io.siprouter.control.command.StreamCommand.TraceArgument;
import io.siprouter.control.feed.FeedListener;
import io.siprouter.core.event.EventNames;
import io.siprouter.core.event.ServerEvent.SipTrace;
import io.siprouter.core.trace.TraceFilter;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One WebSocket. On its context, except where it listens to the feed. */
final class StreamSession implements FeedListener {

  /** RFC 6455 §7.4.1: the other end breaks the rules; here, it does not read. */
  private static final short POLICY = 1008;

  private static final String TRACE = EventNames.of(SipTrace.class);

  private static final short GOING_AWAY = 1001;

  private final ServerWebSocket socket;
  private final Principal who;
  private final StreamServices services;
  private final Context context;
  private final Outbox outbox;
  private final TraceWatch traces;
  private volatile Set<String> wishes = Set.of();
  private volatile boolean missing;
  private boolean alive = true;
  private boolean reading = true;
  private int underWay;

  StreamSession(ServerWebSocket socket, Principal who, StreamServices services, Context context) {
    this.socket = socket;
    this.who = who;
    this.services = services;
    this.context = context;
    this.outbox = new Outbox(socket, context, services.limits().waiting(), this::emptied);
    this.traces = new TraceWatch(services.trace(), this::tell);
  }

  /** Room that is missing costs nothing but this message. */
  private void tell(SipTrace message) {
    outbox.offer(services.feed().line(message, message.timestamp()));
  }

  /**
   * Greets, and tells everything from now on.
   *
   * @param onClose told when it is over
   */
  void open(Runnable onClose) {
    socket.textMessageHandler(this::onText);
    socket.binaryMessageHandler(_ -> refuse("only text is understood"));
    socket.pongHandler(_ -> alive = true);
    var pulse = services.limits().ping().toMillis();
    var timer = context.owner().setPeriodic(pulse, _ -> pulse());
    socket.closeHandler(
        _ -> {
          context.owner().cancelTimer(timer);
          services.feed().leave(this);
          traces.stop();
          onClose.run();
        });
    outbox.offer(hello());
    services.feed().join(this);
  }

  /** The daemon ends. Any thread. */
  void goAway() {
    context.runOnContext(_ -> socket.close(GOING_AWAY, "the daemon ends"));
  }

  @Override
  public boolean offer(String text) {
    var taken = outbox.offer(text);
    if (!taken) {
      missing = true;
      outbox.wake(); // all that waited may have been sent meanwhile
    }
    return taken;
  }

  @Override
  public Set<String> wishes() {
    return wishes;
  }

  private void emptied() {
    readOrWait();
    if (missing) {
      missing = false;
      services.feed().caughtUp(this);
    }
  }

  private void pulse() {
    if ((!alive && reading) || outbox.isStalled(services.limits().stall())) {
      var _ = socket.close(POLICY, "nothing is read here");
      return;
    }
    alive = false;
    var _ = socket.writePing(Buffer.buffer());
  }

  private String hello() {
    var run = services.feed().run();
    var scopes = who.scopes().stream().map(scope -> scope.wireName()).sorted().toList();
    var data =
        Map.of(
            "version", run.version(),
            "boot_id", run.bootId(),
            "user", who.name(),
            "scopes", scopes);
    return Json.text(Map.of("event", "hello", "data", data));
  }

  private void refuse(String why) {
    answer(Optional.empty(), Reply.refused(Problem.unreadable(why)));
  }

  private void onText(String text) {
    switch (Message.read(text, services.catalogue())) {
      case Message.Wrong(var id, var problem) -> answer(id, Reply.refused(problem));
      case Message.Asks asks -> perform(asks);
    }
  }

  private void perform(Message.Asks asks) {
    underWay++;
    readOrWait();
    var wish = new Dispatcher.Wish(asks.operation(), asks.arguments(), who, asks.key());
    services
        .dispatcher()
        .dispatch(wish, this::handle)
        .thenAccept(reply -> context.runOnContext(_ -> finished(asks.id(), reply)));
  }

  private void finished(Optional<String> id, Reply reply) {
    underWay--;
    answer(id, reply);
  }

  private void answer(Optional<String> id, Reply reply) {
    if (!socket.isClosed()) {
      var _ = socket.writeTextMessage(Message.answer(id, reply));
      readOrWait();
    }
  }

  /** Hears nothing more, pongs included, while too much is under way or answers are not taken. */
  private void readOrWait() {
    reading = underWay < services.limits().commands() && !socket.writeQueueFull();
    if (reading) {
      socket.resume();
    } else {
      socket.pause();
    }
  }

  private CompletionStage<Reply> handle(StreamCommand command, Principal asking) {
    return switch (command) {
      case StreamCommand.Subscribe(var events, var trace) -> subscribe(events, trace);
      case StreamCommand.Unsubscribe(var events) -> unsubscribe(events);
      case StreamCommand.ResumeStream(var bootId, var after) ->
          services
              .feed()
              .resume(this, bootId, after)
              .thenApply(known -> Reply.found(Map.of("resumed", known)));
    };
  }

  private CompletionStage<Reply> subscribe(List<String> events, Optional<TraceArgument> trace) {
    var unknown = events.stream().filter(it -> !services.meters().contains(it)).findFirst();
    if (unknown.isPresent()) {
      var detail =
          "is \"%s\": one of %s is allowed"
              .formatted(unknown.get(), String.join(", ", services.meters()));
      return CompletableFuture.completedStage(Reply.refused(Problem.badField("events", detail)));
    }
    if (events.contains(TRACE)) {
      traces.follow(trace.map(StreamSession::filter).orElse(TraceFilter.ALL));
    }
    var more = new HashSet<>(wishes);
    more.addAll(events);
    return wish(more);
  }

  private static TraceFilter filter(TraceArgument wanted) {
    return new TraceFilter(
        wanted.callId(),
        wanted.legId(),
        wanted.method(),
        wanted.code(),
        wanted.text(),
        wanted.direction(),
        wanted.remote(),
        0);
  }

  private CompletionStage<Reply> unsubscribe(Optional<List<String>> events) {
    var fewer = new HashSet<>(wishes);
    events.ifPresentOrElse(fewer::removeAll, fewer::clear);
    if (!fewer.contains(TRACE)) {
      traces.stop();
    }
    return wish(fewer);
  }

  private CompletionStage<Reply> wish(Set<String> events) {
    wishes = Set.copyOf(events);
    return CompletableFuture.completedStage(
        Reply.found(Map.of("events", wishes.stream().sorted().toList())));
  }
}
