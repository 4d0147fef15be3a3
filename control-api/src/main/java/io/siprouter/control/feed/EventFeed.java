package io.siprouter.control.feed;

import io.siprouter.config.AppConfig;
import io.siprouter.control.command.CallCommand.Wait;
import io.siprouter.control.view.CallView;
import io.siprouter.control.view.StatusView;
import io.siprouter.core.event.EventBus;
import io.siprouter.core.event.EventNames;
import io.siprouter.core.event.ServerEvent;
import io.siprouter.core.event.StampedEvent;
import io.siprouter.core.loop.EventLoop;
import io.siprouter.core.loop.EventLoops;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the engine's events, adds them up, and tells all who listen.
 *
 * <p>Any thread may ask; a loop of its own owns everything. Nobody who listens is waited for: who
 * has no room misses events, is told so, and gets a fresh status as soon as there is room again.
 */
public final class EventFeed implements AutoCloseable {

  /** How many events can be asked for again: fewer than may wait for a listener. */
  static final int KEPT = 1_000;

  private static final Logger log = LoggerFactory.getLogger(EventFeed.class);

  private enum NoDeadline {}

  private record Kept(long seq, String text) {}

  private final RunInfo run;
  private final EventLoop<NoDeadline> loop;
  private final Picture picture;
  private final EventText text;
  private final Deque<Kept> kept = new ArrayDeque<>();
  private final Map<FeedListener, Audience> audience = new LinkedHashMap<>();
  private final List<CallWait> waits = new ArrayList<>();
  private final LongAdder missed = new LongAdder();
  private long seq;

  /**
   * Begins to listen.
   *
   * @param events of an engine that has not started yet
   */
  public EventFeed(RunInfo run, AppConfig config, EventBus events, EventLoops loops) {
    this.run = run;
    this.picture = new Picture(config);
    this.text = new EventText(run.bootId());
    this.loop =
        loops.start("event-feed", NoDeadline.class, e -> log.error("Event was not told", e));
    events.observe(event -> loop.execute(() -> take(event)));
  }

  /** Who this run of the daemon is. */
  public RunInfo run() {
    return run;
  }

  /** How many events found no room with those who listen. */
  public long missed() {
    return missed.sum();
  }

  /** Looks at the picture of this moment. */
  public <T> CompletionStage<T> ask(Function<Picture, T> question) {
    var answer = new CompletableFuture<T>();
    loop.execute(() -> answer.complete(question.apply(picture)));
    return answer;
  }

  /** The whole picture of this moment. */
  public CompletionStage<StatusView> status() {
    return ask(_ -> snapshot());
  }

  /** The picture of a call once it has come this far or ended; empty where that takes longer. */
  public CompletionStage<Optional<CallView>> await(String callId, Wait wait, Duration patience) {
    var waiting = new CallWait(callId, wait);
    loop.execute(
        () -> {
          if (!waiting.isOver(picture)) {
            waits.add(waiting);
          }
        });
    return waiting
        .outcome()
        .thenApply(Optional::of)
        .completeOnTimeout(Optional.empty(), patience.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((_, _) -> loop.execute(() -> waits.remove(waiting)));
  }

  /** How an event is told that is not for all, as those are that {@link EventNames#isMeter}. */
  public String line(ServerEvent event, Instant at) {
    return text.uncounted(event, at);
  }

  /** Takes over a new configuration, and shows everybody the picture with it. */
  public void configured(AppConfig config) {
    loop.execute(
        () -> {
          picture.configured(config);
          audience.values().forEach(it -> it.status(snapshot()));
        });
  }

  /** Tells somebody all that is, and all that happens from now on. */
  public void join(FeedListener listener) {
    loop.execute(
        () -> {
          var joined = new Audience(listener, text, missed);
          audience.put(listener, joined);
          joined.status(snapshot());
        });
  }

  /**
   * Tells somebody again what happened after an event, and then goes on.
   *
   * @return whether all of it is known; else a fresh status follows
   */
  public CompletionStage<Boolean> resume(FeedListener listener, String bootId, long after) {
    var resumed = new CompletableFuture<Boolean>();
    loop.execute(
        () -> {
          var known = bootId.equals(run.bootId()) && isKept(after);
          resumed.complete(known);
          var listening = audience.get(listener);
          if (listening != null) {
            if (known) {
              kept.stream().filter(it -> it.seq() > after).forEach(it -> listening.tell(it.text()));
            } else {
              listening.status(snapshot());
            }
          }
        });
    return resumed;
  }

  private boolean isKept(long after) {
    var oldest = kept.isEmpty() ? seq + 1 : kept.getFirst().seq();
    return after <= seq && after + 1 >= oldest;
  }

  /** There is room again; who has missed something is told so. */
  public void caughtUp(FeedListener listener) {
    loop.execute(
        () -> {
          var listening = audience.get(listener);
          if (listening != null) {
            listening.caughtUp(this::snapshot);
          }
        });
  }

  /** Tells somebody nothing any more. */
  public void leave(FeedListener listener) {
    loop.execute(() -> audience.remove(listener));
  }

  @Override
  public void close() {
    loop.close();
  }

  private void take(StampedEvent stamped) {
    var event = stamped.event();
    if (EventNames.isMeter(event.getClass())) {
      tellWhoAsked(stamped);
      return;
    }
    seq++;
    picture.apply(event, stamped.at());
    var line = text.counted(seq, event, stamped.at());
    keep(new Kept(seq, line));
    audience.values().forEach(it -> it.tell(line));
    waits.removeIf(wait -> wait.isOver(picture));
  }

  private void tellWhoAsked(StampedEvent stamped) {
    var name = stamped.event().name();
    var wanting = audience.values().stream().filter(it -> it.wants(name)).toList();
    if (!wanting.isEmpty()) {
      var line = text.uncounted(stamped.event(), stamped.at());
      wanting.forEach(it -> it.meter(line));
    }
  }

  private void keep(Kept event) {
    kept.addLast(event);
    if (kept.size() > KEPT) {
      kept.removeFirst();
    }
  }

  private StatusView snapshot() {
    return new StatusView(
        seq,
        run.bootId(),
        run.version(),
        run.startedAt(),
        picture.providers(),
        picture.devices(),
        picture.calls());
  }
}
