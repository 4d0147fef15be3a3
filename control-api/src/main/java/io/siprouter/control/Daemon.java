package io.siprouter.control;

import io.siprouter.config.ConfigText;
import io.siprouter.control.api.ApiParts;
import io.siprouter.control.api.ControlServer;
import io.siprouter.control.command.Arguments;
import io.siprouter.control.command.Catalogue;
import io.siprouter.control.command.Dispatcher;
import io.siprouter.control.command.Handlers;
import io.siprouter.control.config.ConfigDesk;
import io.siprouter.control.feed.EventFeed;
import io.siprouter.control.feed.RunInfo;
import io.siprouter.control.handler.AccessHandler;
import io.siprouter.control.handler.BanHandler;
import io.siprouter.control.handler.CallHandler;
import io.siprouter.control.handler.ConfigHandler;
import io.siprouter.control.handler.HeaderHandler;
import io.siprouter.control.handler.HistoryHandler;
import io.siprouter.control.handler.LegHandler;
import io.siprouter.control.handler.PastRoutes;
import io.siprouter.control.handler.ProviderHandler;
import io.siprouter.control.handler.RouteHandler;
import io.siprouter.control.handler.StatusHandler;
import io.siprouter.control.handler.TraceHandler;
import io.siprouter.control.health.Health;
import io.siprouter.control.health.Probes;
import io.siprouter.control.hook.HookListener;
import io.siprouter.control.hook.HookRecorder;
import io.siprouter.control.hook.Webhooks;
import io.siprouter.control.metrics.Metrics;
import io.siprouter.control.stream.StreamLimits;
import io.siprouter.control.stream.StreamServices;
import io.siprouter.control.stream.Streams;
import io.siprouter.core.Engine;
import io.siprouter.core.event.EventBus;
import io.siprouter.core.event.EventNames;
import io.siprouter.core.history.History;
import io.siprouter.core.loop.EventLoops;
import io.siprouter.core.sip.SipBindException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The engine with everything that is around it, wired and running. Made and closed by one thread.
 */
final class Daemon implements AutoCloseable {

  private final Engine engine;
  private final Entrance entrance;
  private final Closing closing;

  private Daemon(Engine engine, Entrance entrance, Closing closing) {
    this.engine = engine;
    this.entrance = entrance;
    this.closing = closing;
  }

  /**
   * Starts it; nothing is left running where that fails.
   *
   * @param file where the configuration was read from
   * @param state held by this process
   */
  static Daemon start(Path file, ConfigText text, Path state, InstantSource clock)
      throws SipBindException, IOException {
    var closing = new Closing();
    try {
      return start(file, text, state, clock, closing);
    } catch (IOException | RuntimeException | Error e) {
      closing.close();
      throw e;
    }
  }

  private static Daemon start(
      Path file, ConfigText text, Path state, InstantSource clock, Closing closing)
      throws SipBindException, IOException {
    var config = text.config();
    var events = new EventBus(EventLoops.virtual(), clock);
    var run = RunInfo.beginning(BuildVersion.version(), clock);
    var hooks = new Webhooks(config.webhooks(), state, clock);
    closing.add(hooks::close);
    var feed = new EventFeed(run, config, events, EventLoops.virtual());
    closing.add(feed::close);
    var metrics = Metrics.of(events, BuildVersion.version());
    var history = History.start(state, config.history(), clock, events);
    closing.add(history::close);
    var engine = Engine.start(config, state, events, clock);
    closing.add(engine::close);
    history.follow(() -> engine.config().history());
    feed.join(new HookListener(hooks, clock));
    history.onRecorded(new HookRecorder(hooks, run.bootId()));
    var entrance = Entrance.open(config, state, clock);
    closing.add(entrance::close);
    var desk =
        ConfigDesk.open(file, text, state, new Followers(engine, feed, hooks, entrance), events);
    closing.add(desk::close);
    var parts = parts(engine, feed, desk, history, entrance, clock);
    metrics.watching(engine).watching(history, hooks, feed, parts.streams()::size);
    var health = new Health(engine, () -> entrance.waiting().isEmpty());
    var probes = new Probes(health, metrics);
    entrance.serve(parts, probes::mount);
    closing.add(ControlServer.start(state, parts, probes::mount)::close);
    closing.add(parts.streams()::close);
    desk.watch();
    return new Daemon(engine, entrance, closing);
  }

  private static ApiParts parts(
      Engine engine,
      EventFeed feed,
      ConfigDesk desk,
      History history,
      Entrance entrance,
      InstantSource clock) {
    var catalogue = new Catalogue();
    var arguments = new Arguments(catalogue);
    var handlers =
        new Handlers(
            new AccessHandler(entrance.access()),
            new BanHandler(engine.guard()),
            new CallHandler(engine.calls(), feed),
            new ConfigHandler(desk, new PastRoutes(history, clock)),
            new HeaderHandler(engine.headers()),
            new HistoryHandler(history),
            new LegHandler(
                engine.calls().commands(), name -> engine.config().deviceNamed(name), feed),
            new ProviderHandler(engine.trunks()),
            new RouteHandler(engine, clock),
            new StatusHandler(feed),
            new TraceHandler(engine.trace()));
    var dispatcher = new Dispatcher(arguments, handlers, entrance.audit(), clock);
    var services =
        new StreamServices(
            catalogue, dispatcher, feed, engine.trace(), meters(), StreamLimits.usual());
    return new ApiParts(catalogue, arguments, dispatcher, feed, new Streams(services));
  }

  private static SortedSet<String> meters() {
    return EventNames.all().stream()
        .filter(EventNames::isMeter)
        .map(EventNames::of)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Who is let into the control interface. */
  Entrance entrance() {
    return entrance;
  }

  Engine engine() {
    return engine;
  }

  @Override
  public void close() {
    closing.close();
  }
}
