package io.siprouter.core;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import io.siprouter.config.AddressSetting;
import io.siprouter.config.AppConfig;
import io.siprouter.config.ConfigException;
import io.siprouter.config.ConfigLoader;
import io.siprouter.config.Device;
import io.siprouter.core.call.CallId;
import io.siprouter.core.call.CallManager;
import io.siprouter.core.call.Origination;
import io.siprouter.core.call.Outcome;
import io.siprouter.core.event.EventSubscription;
import io.siprouter.core.event.ServerEvent;
import io.siprouter.core.event.StampedEvent;
import io.siprouter.core.peer.Await;
import io.siprouter.core.sip.SipBindException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Our engine as real peers meet it, at an address of its own. */
public final class Hub implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int EVENTS = 100_000;

  private final AppConfig config;
  private final Engine engine;
  private final EventSubscription subscription;
  private final List<ServerEvent> seen = new ArrayList<>();
  private final Set<String> callIds = new LinkedHashSet<>();
  private String lastCall = "";

  private Hub(AppConfig config, Engine engine) {
    this.config = config;
    this.engine = engine;
    this.subscription = engine.events().subscribe(EVENTS);
  }

  /** Starts an engine with a configuration given as JSON. */
  public static Hub start(String json) {
    return start(json, UnaryOperator.identity());
  }

  /** Starts one whose configuration says what no file may say. */
  static Hub start(String json, UnaryOperator<AppConfig> change) {
    return startBy(json, config -> Engine.start(change.apply(config), InstantSource.system()));
  }

  /** Starts one that knows what the last one with the same folder knew. */
  public static Hub start(String json, Path state) {
    return startBy(json, config -> Engine.start(config, state, InstantSource.system()));
  }

  private interface Starter {
    Engine start(AppConfig config) throws SipBindException;
  }

  private static Hub startBy(String json, Starter starter) {
    try {
      var config = ConfigLoader.parse(json);
      return new Hub(config, starter.start(config));
    } catch (ConfigException | SipBindException e) {
      throw new AssertionError(e);
    }
  }

  public InetSocketAddress address() {
    return switch (config.server().lanAddress()) {
      case AddressSetting.Fixed(var ip) ->
          new InetSocketAddress(ip, config.server().sip().udpPort());
      case AddressSetting.Auto auto -> throw new AssertionError("no address of its own: " + auto);
    };
  }

  public Device device(String id) {
    return config.device(id).orElseThrow();
  }

  public CallManager calls() {
    return engine.calls();
  }

  public Engine engine() {
    return engine;
  }

  /** Waits until we are registered at the provider. */
  public void awaitTrunk(String providerId) {
    var trunk = engine.trunks().of(providerId).orElseThrow();
    Await.until(
        () -> providerId + " is " + trunk.state().label(),
        LIMIT,
        () -> trunk.state().label().equals("registered"));
  }

  /** The first event of this kind that fits and was not awaited before. */
  public <E extends ServerEvent> E await(Class<E> kind, Predicate<E> fits) {
    return await(kind, LIMIT, fits);
  }

  public <E extends ServerEvent> E await(Class<E> kind, Duration limit, Predicate<E> fits) {
    Await.until(
        () -> "a " + kind.getSimpleName() + " that fits among " + told(),
        limit,
        () -> find(kind, fits).isPresent());
    var found = find(kind, fits).orElseThrow();
    seen.subList(0, seen.indexOf(found) + 1).clear();
    return found;
  }

  public <E extends ServerEvent> E await(Class<E> kind) {
    return await(kind, _ -> true);
  }

  /** Waits until each of so many legs of one call has received two seconds of media. */
  public void awaitTalk(int legs) {
    Await.until(
        () -> "two seconds of media on " + legs + " legs; last: " + lastQuality(),
        LIMIT,
        () -> talkingLegs() >= legs);
    seen.clear();
  }

  private List<ServerEvent> told() {
    return seen.stream().filter(event -> !(event instanceof ServerEvent.LegQuality)).toList();
  }

  private List<ServerEvent> lastQuality() {
    var all = seen.stream().filter(ServerEvent.LegQuality.class::isInstance).toList();
    return all.subList(Math.max(0, all.size() - 4), all.size());
  }

  private long talkingLegs() {
    take();
    return seen.stream()
        .filter(event -> isTalk(event))
        .map(event -> ((ServerEvent.LegQuality) event).legId())
        .distinct()
        .count();
  }

  private boolean isTalk(ServerEvent event) {
    return event instanceof ServerEvent.LegQuality quality
        && quality.callId().equals(lastCall)
        && quality.packetsRx() >= 100;
  }

  /** Ends what a failed test may have left behind, for the sake of the next one. */
  private void hangUpAll() {
    take();
    callIds.forEach(id -> engine.calls().hangUp(new CallId(id)));
  }

  /** A program makes a call. */
  public CallId originate(String from, String to) {
    return originate(Origination.of(from, to));
  }

  public CallId originate(Origination asked) {
    var outcome = engine.calls().originate(asked);
    if (outcome instanceof Outcome.Done<CallId>(var call)) {
      return call;
    }
    throw new AssertionError(outcome);
  }

  /** Waits until every call is over and every RTP port is back. */
  public void awaitNoCalls() {
    try {
      Await.until(
          () -> engine.calls().size() + " calls, " + engine.rtpPortsInUse() + " ports left",
          LIMIT,
          () -> engine.calls().size() == 0 && engine.rtpPortsInUse() == 0);
    } finally {
      hangUpAll();
      seen.clear();
    }
  }

  /** Waits until the thread of every call has ended. */
  public void awaitNoCallLoops() {
    Await.until("end of the loops of calls", LIMIT, () -> callLoops() == 0);
  }

  /** Virtual threads are only seen in a dump. */
  private static long callLoops() {
    var dump = Path.of("target", "threads-%d.txt".formatted(System.nanoTime())).toAbsolutePath();
    try {
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
      try (var lines = Files.lines(dump)) {
        return lines.filter(line -> line.contains("\"call-")).count();
      } finally {
        Files.delete(dump);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the last transaction has lingered out (64*T1). */
  public void awaitEmptyTables() {
    Await.until(
        () -> "empty tables: " + engine.sipTables(),
        Duration.ofSeconds(45),
        () -> engine.sipTables().idle());
  }

  private <E extends ServerEvent> Optional<E> find(Class<E> kind, Predicate<E> fits) {
    take();
    return seen.stream().filter(kind::isInstance).map(kind::cast).filter(fits).findFirst();
  }

  private void take() {
    try {
      for (var next = next(); next.isPresent(); next = next()) {
        note(next.get().event());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private void note(ServerEvent event) {
    seen.add(event);
    if (event instanceof ServerEvent.CallCreated created) {
      lastCall = created.callId();
      callIds.add(lastCall);
    }
  }

  private Optional<StampedEvent> next() throws InterruptedException {
    return subscription.next(Duration.ZERO);
  }

  @Override
  public void close() {
    engine.close();
  }
}
