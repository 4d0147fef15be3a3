package io.siprouter.control;

import io.siprouter.config.AppConfig;
import io.siprouter.config.ConfigText;
import io.siprouter.config.Device;
import io.siprouter.config.pem.PemException;
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
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The engine with everything that is around it, wired and running. Made and closed by one thread.
 */
final class Daemon implements AutoCloseable {

  private final Engine engine;
  private final EventFeed feed;
  private final Webhooks hooks;
  private final ConfigDesk desk;
  private final History history;
  private final Streams streams;
  private final ControlServer server;
  private final Entrance entrance;

  private Daemon(
      Engine engine,
      EventFeed feed,
      Webhooks hooks,
      ConfigDesk desk,
      History history,
      Streams streams,
      ControlServer server,
      Entrance entrance) {
    this.engine = engine;
    this.feed = feed;
    this.hooks = hooks;
    this.desk = desk;
    this.history = history;
    this.streams = streams;
    this.server = server;
    this.entrance = entrance;
  }

  /**
   * Starts it; nothing is left running where that fails.
   *
   * @param file where the configuration was read from
   * @param state held by this process
   */
  static Daemon start(Path file, ConfigText text, Path state, InstantSource clock)
      throws SipBindException, IOException {
    var config = text.config();
    var events = new EventBus(EventLoops.virtual(), clock);
    var run = RunInfo.beginning(BuildVersion.version(), clock);
    var feed = new EventFeed(run, config, events, EventLoops.virtual());
    var metrics = Metrics.of(events, BuildVersion.version());
    var history = History.start(state, config.history(), clock, events);
    var engine = Engine.start(config, state, events, clock);
    history.follow(() -> engine.config().history());
    var probes = new Probes(new Health(engine), metrics.watching(engine));
    var hooks = new Webhooks(config.webhooks(), clock);
    var entrance = Optional.<Entrance>empty();
    try {
      var opened = Entrance.open(config, state, clock);
      entrance = Optional.of(opened);
      var desk =
          ConfigDesk.open(
              file, text, state, next -> follow(next, engine, feed, hooks, opened), events);
      var parts = parts(engine, feed, desk, history, opened, clock);
      opened.serve(parts, probes::mount);
      var server = ControlServer.start(state, parts, probes::mount);
      desk.watch();
      feed.join(new HookListener(hooks, clock));
      history.onRecorded(new HookRecorder(hooks, run.bootId()));
      return new Daemon(engine, feed, hooks, desk, history, parts.streams(), server, opened);
    } catch (IOException e) {
      entrance.ifPresent(Entrance::close);
      engine.close();
      history.close();
      feed.close();
      hooks.close();
      throw e;
    }
  }

  private static List<String> follow(
      AppConfig next, Engine engine, EventFeed feed, Webhooks hooks, Entrance entrance)
      throws PemException {
    var restart = engine.apply(next);
    feed.configured(next);
    hooks.apply(next.webhooks());
    entrance.configure(next);
    return restart;
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
            new LegHandler(engine.calls().commands(), name -> named(engine, name), feed),
            new ProviderHandler(engine.trunks()),
            new RouteHandler(engine),
            new StatusHandler(feed),
            new TraceHandler(engine.trace()));
    var dispatcher = new Dispatcher(arguments, handlers, entrance.audit(), clock);
    var services =
        new StreamServices(
            catalogue, dispatcher, feed, engine.trace(), meters(), StreamLimits.usual());
    return new ApiParts(catalogue, arguments, dispatcher, feed, new Streams(services));
  }

  private static Optional<Device> named(Engine engine, String name) {
    var config = engine.config();
    return config
        .device(name)
        .or(() -> config.devices().stream().filter(it -> it.extension().equals(name)).findFirst());
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
    streams.close();
    entrance.close();
    server.close();
    desk.close();
    engine.close();
    history.close();
    feed.close();
    hooks.close();
  }
}
