package io.siprouter.core.call;

import io.siprouter.config.AppConfig;
import io.siprouter.config.ConfigException;
import io.siprouter.config.ConfigLoader;
import io.siprouter.config.Device;
import io.siprouter.core.auth.TestPhone;
import io.siprouter.core.dns.Location;
import io.siprouter.core.dns.ServerName;
import io.siprouter.core.event.EventBus;
import io.siprouter.core.event.EventSubscription;
import io.siprouter.core.event.ServerEvent;
import io.siprouter.core.header.HeaderPipeline;
import io.siprouter.core.header.RunTimeHeaders;
import io.siprouter.core.leg.LegId;
import io.siprouter.core.leg.MediaPlane;
import io.siprouter.core.leg.SoundSettings;
import io.siprouter.core.loop.SteppedEventLoops;
import io.siprouter.core.peer.Await;
import io.siprouter.core.registrar.Binding;
import io.siprouter.core.registrar.ProxyPath;
import io.siprouter.core.sip.Destination;
import io.siprouter.core.sip.DialogEvent;
import io.siprouter.core.sip.ExchangeEvent;
import io.siprouter.core.sip.InboundDialog;
import io.siprouter.core.sip.OutboundDialog;
import io.siprouter.core.sip.OutboundInvite;
import io.siprouter.core.sip.OutboundRequest;
import io.siprouter.core.sip.RecordedFlows;
import io.siprouter.core.sip.Sender;
import io.siprouter.core.sip.SipAgent;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.core.trunk.NetworkView;
import io.siprouter.core.trunk.TrunkServices;
import io.siprouter.core.trunk.Trunks;
import io.siprouter.media.codec.OpusSettings;
import io.siprouter.media.jitter.JitterSettings;
import io.siprouter.media.mix.MixerClock;
import io.siprouter.media.rtp.RtpIo;
import io.siprouter.media.rtp.RtpPortPool;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import io.siprouter.sip.message.Via;
import io.siprouter.sip.uri.SipUri;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** The call engine on a clock that the test moves, with both ends of every dialog in its hands. */
final class SteppedHub implements SipAgent, AutoCloseable {

  private final Trunks trunks;
  private AppConfig config;
  private Optional<Instant> wallClock = Optional.empty();
  private final SteppedEventLoops loops = new SteppedEventLoops();
  private final EventBus events = new EventBus(loops, loops);
  private final EventSubscription subscription = events.subscribe(10_000);
  private final MediaPlane plane;
  private final Map<String, List<Binding>> bindings = new HashMap<>();
  private final List<ScriptedCallee> callees = new ArrayList<>();
  private final RunTimeHeaders headers = new RunTimeHeaders();
  private final CallManager calls;
  private BiFunction<OutboundInvite, Consumer<DialogEvent>, OutboundDialog> makesCallee =
      this::scripted;

  SteppedHub(String json) {
    config = parse(json);
    var ports = config.server().rtpPorts();
    plane =
        new MediaPlane(
            RtpIo.start(2),
            new RtpPortPool(ports.min(), ports.max()),
            new SoundSettings(new JitterSettings(20, 200), OpusSettings.USUAL),
            new MixerClock(1));
    var own = new OwnAddresses(Optional.of(InetAddress.getLoopbackAddress()), _ -> 5060);
    trunks =
        new Trunks(
            config.providers(),
            new TrunkServices(
                this,
                events,
                loops,
                loops,
                Runnable::run,
                (name, then) -> then.accept(found(name)),
                own,
                () -> new NetworkView(Set.of(), Set.of()),
                new Random(1),
                provider -> {
                  throw new AssertionError("no TLS for " + provider.id());
                },
                provider -> HeaderPipeline.registering(provider, () -> this.config, headers),
                new RecordedFlows()));
    calls =
        new CallManager(
            new CallManagerParts(
                loops,
                events,
                this,
                plane,
                own,
                id -> bindings.getOrDefault(id, List.of()),
                trunks,
                headers,
                () -> wallClock.orElseGet(loops::instant)),
            config);
    trunks.register();
    loops.settle();
    events();
  }

  /** Changes the configuration while calls go on. */
  void follows(String json) {
    config = parse(json);
    trunks.apply(config.providers());
    calls.apply(config);
    loops.settle();
  }

  private static AppConfig parse(String json) {
    try {
      return ConfigLoader.parse(json);
    } catch (ConfigException e) {
      throw new AssertionError(e);
    }
  }

  private static Location found(ServerName name) {
    var address = InetAddress.ofLiteral(name.hostPort().host());
    var server = new InetSocketAddress(address, name.hostPort().port().orElse(5060));
    return new Location.Found(List.of(new Destination(SipTransport.UDP, server)));
  }

  /** Gives a device as many contacts. */
  void registers(String deviceId, int contacts) {
    var list = new ArrayList<Binding>();
    for (var i = 0; i < contacts; i++) {
      list.add(binding(SipUri.of(deviceId, "127.0.0.1", 41_000 + i), Requests.FLOW, List.of()));
    }
    bindings.put(deviceId, List.copyOf(list));
  }

  /** Gives a device this contact. */
  void registers(String deviceId, SipUri contact, SipFlow flow, String... path) {
    bindings.put(deviceId, List.of(binding(contact, flow, List.of(path))));
  }

  private Binding binding(SipUri contact, SipFlow flow, List<String> path) {
    return new Binding(
        contact.user().orElseThrow(),
        contact,
        flow,
        new ProxyPath(path),
        null,
        1,
        loops.instant().plusSeconds(3600),
        "r",
        1,
        true);
  }

  /** A device dials. */
  ScriptedCaller dials(String deviceId, String number, String sdp) {
    var caller = new ScriptedCaller();
    does(() -> invites(caller, deviceId, number, sdp));
    return caller;
  }

  /** A device dials a {@code sips:} URI. */
  ScriptedCaller dialsSecurely(String deviceId, String number) {
    var caller = new ScriptedCaller();
    var invite = Requests.invite(number, Requests.PCMU_SDP);
    var secure = invite.toBuilder().requestUri(invite.requestUri().secured()).build();
    var sender = new Sender.OfDevice(device(deviceId));
    does(() -> calls.onInvite(caller, secure, Requests.FLOW, sender));
    return caller;
  }

  /** A caller of the test's own dials; the engine has not reacted yet. */
  void invites(InboundDialog caller, String deviceId, String number, String sdp) {
    var sender = new Sender.OfDevice(device(deviceId));
    calls.onInvite(caller, Requests.invite(number, sdp), Requests.FLOW, sender);
  }

  /** A device dials that was known when its INVITE was let in. */
  ScriptedCaller invitesAs(Device device, String number) {
    var caller = new ScriptedCaller();
    var invite = Requests.invite(number, Requests.PCMU_SDP);
    does(() -> calls.onInvite(caller, invite, Requests.FLOW, new Sender.OfDevice(device)));
    return caller;
  }

  /** Somebody dials who proves nothing. */
  ScriptedCaller strangerDials(String number) {
    var caller = new ScriptedCaller();
    var invite = Requests.invite(number, Requests.PCMU_SDP);
    calls.onInvite(caller, invite, Requests.FLOW, new Sender.Unproven());
    loops.settle();
    return caller;
  }

  /** A provider calls the contact that it was told. */
  ScriptedCaller providerCalls(String providerId, UnaryOperator<SipRequest.Builder> invite) {
    var provider = config.provider(providerId).orElseThrow();
    var caller = new ScriptedCaller();
    var request =
        TestPhone.invite("anybody", provider.username()).body("application/sdp", Requests.PCMU_SDP);
    var sender = new Sender.OfProvider(provider);
    calls.onInvite(caller, invite.apply(request).build(), Requests.FLOW, sender);
    loops.settle();
    return caller;
  }

  Device device(String id) {
    return config.device(id).orElseThrow();
  }

  RunTimeHeaders headers() {
    return headers;
  }

  CallManager calls() {
    return calls;
  }

  List<ScriptedCallee> callees() {
    return callees;
  }

  ScriptedCallee callee() {
    return callees.getLast();
  }

  /** Lets the parties act, and the engine react. */
  void does(Runnable action) {
    action.run();
    loops.settle();
  }

  /** Lets the engine do the next thing it has to do, and no more. */
  void runsOneTask() {
    loops.runOne();
  }

  /** Lets one loop of the engine, whichever chance picks, do the next thing it has to do. */
  void runsOneTask(RandomGenerator chance) {
    loops.runOne(chance);
  }

  /** The mixer thread finds a leg's port broken. */
  void breaksMedia(CallId call, LegId leg) {
    calls.submit(
        call,
        it ->
            it.legs().stream()
                .filter(known -> known.id().equals(leg))
                .forEach(known -> it.broken(known.port())));
  }

  /** Who plays the callees from now on. */
  void calleesAre(BiFunction<OutboundInvite, Consumer<DialogEvent>, OutboundDialog> maker) {
    makesCallee = maker;
  }

  InstantSource clock() {
    return loops;
  }

  /** Sets the clock that routing asks; timers do not notice. */
  void isAt(Instant moment) {
    wallClock = Optional.of(moment);
  }

  void passes(Duration time) {
    loops.advance(time);
  }

  /** The sockets' threads give the ports back; they are real even here. */
  void awaitPortsBack() {
    Await.until(
        () -> plane.ports().inUse() + " ports in use",
        Duration.ofSeconds(5),
        () -> plane.ports().inUse() == 0);
  }

  /** Everything published so far. */
  List<ServerEvent> events() {
    var all = new ArrayList<ServerEvent>();
    try {
      for (var next = subscription.next(Duration.ZERO);
          next.isPresent();
          next = subscription.next(Duration.ZERO)) {
        all.add(next.get().event());
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return all;
  }

  @Override
  public OutboundDialog invite(OutboundInvite invite, Consumer<DialogEvent> listener) {
    return makesCallee.apply(invite, listener);
  }

  private OutboundDialog scripted(OutboundInvite invite, Consumer<DialogEvent> listener) {
    var callee = new ScriptedCallee(invite, listener);
    callees.add(callee);
    return callee;
  }

  @Override
  public void send(OutboundRequest request, Consumer<ExchangeEvent> listener) {
    var register = request.request().toBuilder();
    var known = register.via(Via.of("UDP", "127.0.0.1", 5060, "z9hG4bKregister")).build();
    var accepted = SipResponse.responseTo(known, 200).expires(3600).build();
    listener.accept(new ExchangeEvent.Final(accepted, Requests.FLOW));
  }

  @Override
  public void close() {
    plane.mixers().close();
    plane.io().close();
  }
}
