package io.siprouter.core;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.siprouter.config.AddressSetting;
import io.siprouter.config.AppConfig;
import io.siprouter.config.RestartNeeds;
import io.siprouter.config.Server;
import io.siprouter.config.pem.PemException;
import io.siprouter.core.auth.DigestAuthenticator;
import io.siprouter.core.auth.NonceKey;
import io.siprouter.core.call.CallManager;
import io.siprouter.core.call.CallManagerParts;
import io.siprouter.core.call.OwnAddresses;
import io.siprouter.core.dns.DnsServerLocator;
import io.siprouter.core.event.EventBus;
import io.siprouter.core.guard.Guard;
import io.siprouter.core.header.HeaderPipeline;
import io.siprouter.core.header.RunTimeHeaders;
import io.siprouter.core.leg.MediaPlane;
import io.siprouter.core.leg.SoundSettings;
import io.siprouter.core.loop.EventLoops;
import io.siprouter.core.registrar.Registrar;
import io.siprouter.core.registrar.RegistrarServices;
import io.siprouter.core.registrar.RegistrationFile;
import io.siprouter.core.registrar.RegistrationStore;
import io.siprouter.core.registrar.Registrations;
import io.siprouter.core.sip.RequestFilter;
import io.siprouter.core.sip.SipBindException;
import io.siprouter.core.sip.SipStackSettings;
import io.siprouter.core.sip.SipTables;
import io.siprouter.core.sip.StackLimits;
import io.siprouter.core.sip.stack.SipStack;
import io.siprouter.core.sip.transport.SipCounter;
import io.siprouter.core.sip.transport.TlsListening;
import io.siprouter.core.sip.transport.WireTap;
import io.siprouter.core.trace.MessageTrace;
import io.siprouter.core.trace.Tracing;
import io.siprouter.core.trunk.NetworkView;
import io.siprouter.core.trunk.TrunkServices;
import io.siprouter.core.trunk.Trunks;
import io.siprouter.media.mix.ClockStats;
import io.siprouter.media.mix.MixerClock;
import io.siprouter.media.rtp.RtpIo;
import io.siprouter.media.rtp.RtpPortPool;
import io.siprouter.sip.message.SipLimits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/**
 * The whole engine: sockets, registrar, trunks, calls and their media, wired and running. Made and
 * closed by one thread; what it hands out may be used by any.
 */
public final class Engine implements AutoCloseable {

  private static final Duration NONCE_LIFETIME = Duration.ofMinutes(5);
  private static final RandomGenerator RANDOM = () -> ThreadLocalRandom.current().nextLong();
  private static final Duration GOODBYE_PATIENCE = Duration.ofSeconds(3);

  /** How long a call for help may go on while everything else ends. */
  private static final Duration EMERGENCY_PATIENCE = Duration.ofSeconds(30);

  private final EventBus events;
  private final Tracing tracing;
  private final WorkPool work = new WorkPool();
  private final Certificates certificates;
  private final SipStack stack;
  private final MediaPlane plane;
  private final Registrar registrar;
  private final Guard guard;
  private final Gatekeeper gate;
  private final Trunks trunks;
  private final RunTimeHeaders headers = new RunTimeHeaders();
  private final CallManager calls;
  private final AppConfig started;
  private volatile AppConfig config;

  /** What outlives the process. */
  private record Kept(RegistrationStore registrations, NonceKey nonceKey) {}

  private Engine(
      AppConfig config, Kept kept, EventBus events, EventLoops loops, InstantSource clock) {
    var server = config.server();
    this.events = events;
    this.started = config;
    this.config = config;
    certificates = new Certificates(config, loops, work, clock);
    var locator = new DnsServerLocator(nameServers(server.dns()), work, RANDOM);
    var anyPort = new OwnAddresses(fixed(server.lanAddress()), _ -> 0);
    tracing = new Tracing(config.trace(), events, clock, anyPort::towards);
    stack = new SipStack(stackSettings(server, certificates, tracing.trace()), locator);
    plane =
        new MediaPlane(
            RtpIo.start(2),
            new RtpPortPool(server.rtpPorts().min(), server.rtpPorts().max()),
            SoundSettings.of(config.media()),
            new MixerClock(config.media().mixerThreads()));
    var own = new OwnAddresses(fixed(server.lanAddress()), t -> stack.local(t).getPort());
    registrar =
        new Registrar(
            new RegistrarServices(
                events,
                loops,
                clock,
                kept.registrations(),
                work,
                new OptionsProbe(stack.agent(), own, this::headersOfProbe),
                deviceId -> this.config.device(deviceId).isPresent(),
                stack::isLive));
    trunks =
        new Trunks(
            config.providers(),
            new TrunkServices(
                stack.agent(),
                events,
                loops,
                clock,
                work,
                locator,
                new PublicAddress(fixed(server.publicAddress()), own),
                NetworkView::now,
                RANDOM,
                certificates,
                provider -> HeaderPipeline.registering(provider, this::config, headers),
                stack.flows()));
    calls =
        new CallManager(
            new CallManagerParts(
                loops, events, stack.agent(), plane, own, registrar, trunks, headers, clock),
            config);
    guard = new Guard(server, events, clock);
    var authenticator =
        new DigestAuthenticator(
            server.realm(), config.devices(), kept.nonceKey(), NONCE_LIFETIME, clock);
    var rules = new Gatekeeper.Rules(authenticator, config.emergency());
    gate = new Gatekeeper(guard, trunks, calls::isDraining, rules);
  }

  private RequestFilter headersOfProbe(String deviceId) {
    return new HeaderPipeline(config, headers).towards(deviceId);
  }

  /**
   * Takes the ports, begins to serve, and lets the trunks register. Nothing outlives it.
   *
   * @throws SipBindException if a SIP port is taken; nothing is left running then
   */
  public static Engine start(AppConfig config, InstantSource clock) throws SipBindException {
    var events = new EventBus(EventLoops.virtual(), clock);
    return start(config, new Kept(RegistrationStore.NONE, NonceKey.random()), events, clock);
  }

  /**
   * The same with what is to outlive it.
   *
   * @param state the folder of the daemon's state, which exists
   */
  public static Engine start(AppConfig config, Path state, InstantSource clock)
      throws SipBindException {
    return start(config, state, new EventBus(EventLoops.virtual(), clock), clock);
  }

  /**
   * The same with a bus to which somebody listens already, who so misses nothing.
   *
   * @param events closed with the engine
   */
  public static Engine start(AppConfig config, Path state, EventBus events, InstantSource clock)
      throws SipBindException {
    var kept = new Kept(new RegistrationFile(state), NonceKey.keptIn(state));
    return start(config, kept, events, clock);
  }

  private static Engine start(AppConfig config, Kept kept, EventBus events, InstantSource clock)
      throws SipBindException {
    var engine = new Engine(config, kept, events, EventLoops.virtual(), clock);
    engine.registrar.restore();
    try {
      engine.stack.start(
          engine.gate, new RequestDesk(engine.calls, engine.registrar, engine.trunks));
    } catch (SipBindException e) {
      engine.close();
      throw e;
    }
    engine.certificates.watch();
    engine.trunks.register();
    return engine;
  }

  /**
   * Follows this configuration from now on, while calls go on as they began. One thread at a time,
   * which waits for certificates; {@link #close} only after it.
   *
   * @return the JSON paths of what will be different after a restart only
   * @throws PemException if a certificate has become unusable since the configuration was read;
   *     nothing has changed then
   */
  public List<String> apply(AppConfig next) throws PemException {
    certificates.apply(next);
    var before = config;
    config = next;
    guard.apply(next.server());
    trunks.apply(next.providers());
    calls.apply(next);
    tracing.apply(next.trace());
    gate.apply(next); // now that calls know whom it lets in
    registrar.retain(StillProven.under(next, before));
    return restartNeeds();
  }

  /** The configuration in force, except for {@link #restartNeeds}. */
  public AppConfig config() {
    return config;
  }

  /** The JSON paths of what is configured otherwise than it was at the start, and needs another. */
  public List<String> restartNeeds() {
    return RestartNeeds.between(started, config);
  }

  public CallManager calls() {
    return calls;
  }

  /** Who is not heard, and how to hear them again. */
  public Guard guard() {
    return guard;
  }

  /** Headers that requests carry until further notice, or once. */
  public RunTimeHeaders headers() {
    return headers;
  }

  public Registrations registrations() {
    return registrar;
  }

  public Trunks trunks() {
    return trunks;
  }

  public EventBus events() {
    return events;
  }

  /** The latest SIP messages. */
  public MessageTrace trace() {
    return tracing.trace();
  }

  /** Who is shown that. */
  public Tracing tracing() {
    return tracing;
  }

  /**
   * Takes changed certificates over soon, without waiting for the next regular look at them.
   * Connections that exist stay as they are.
   */
  public void reloadCertificates() {
    certificates.reload();
  }

  /** What the SIP stack holds at the moment. */
  public SipTables sipTables() {
    return stack.tables();
  }

  /** What the SIP stack has counted since its start. */
  public long sipCount(SipCounter counter) {
    return stack.count(counter);
  }

  /** Completes once all threads of the SIP stack have come round to it. */
  public CompletableFuture<Void> sipRound() {
    return stack.round();
  }

  /** How punctual the mixers have been. */
  public ClockStats mixerStats() {
    return plane.mixers().stats();
  }

  /** Whether every mixer that is to tick did so within the last second. */
  public boolean mixersTurn() {
    return plane.mixers().isTurning();
  }

  /** How many RTP ports are taken at the moment. */
  public int rtpPortsInUse() {
    return plane.ports().inUse();
  }

  /** Hangs up every call, unregisters at the providers, and frees all sockets and threads. */
  @Override
  public void close() {
    drainCalls();
    stack.awaitNoDialogs(GOODBYE_PATIENCE);
    trunks.close();
    registrar.close();
    stack.close();
    certificates.close();
    plane.mixers().close();
    plane.io().close();
    work.close();
    tracing.close();
    events.close();
  }

  /** Whoever calls for help is not hung up at once. */
  private void drainCalls() {
    var drained = calls.drain();
    var patience = calls.hasEmergency() ? EMERGENCY_PATIENCE : GOODBYE_PATIENCE;
    if (!isDone(drained, patience)) {
      calls.hangUpAll();
      isDone(drained, GOODBYE_PATIENCE);
    }
  }

  private static boolean isDone(CompletableFuture<Void> drained, Duration within) {
    return drained
        .thenApply(_ -> true)
        .completeOnTimeout(false, within.toMillis(), MILLISECONDS)
        .join();
  }

  private static SipStackSettings stackSettings(
      Server server, Certificates certificates, WireTap tap) {
    var address = fixed(server.lanAddress()).orElseGet(Engine::wildcard);
    var sip = server.sip();
    var messages = SipLimits.ofMessages(server.limits().maxMessageBytes());
    var limits = StackLimits.defaults().withMessages(messages);
    var tls = certificates.server().map(shown -> new TlsListening(sip.tlsPort(), shown));
    return new SipStackSettings(address, sip.udpPort(), sip.tcpPort(), limits, tls, tap);
  }

  private static List<InetSocketAddress> nameServers(Server.Dns dns) {
    return dns.servers().stream()
        .map(server -> new InetSocketAddress(server.address(), server.port()))
        .toList();
  }

  private static InetAddress wildcard() {
    return new InetSocketAddress(0).getAddress();
  }

  private static Optional<InetAddress> fixed(AddressSetting setting) {
    return switch (setting) {
      case AddressSetting.Auto _ -> Optional.empty();
      case AddressSetting.Fixed(var address) -> Optional.of(address);
    };
  }
}
