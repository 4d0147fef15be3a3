package io.siprouter.core.call;

import io.siprouter.config.AppConfig;
import io.siprouter.config.route.RouteQuestion;
import io.siprouter.core.call.Call.Deadline;
import io.siprouter.core.explain.Explanation;
import io.siprouter.core.leg.LegEnd;
import io.siprouter.core.loop.EventLoop;
import io.siprouter.core.sip.InboundDialog;
import io.siprouter.core.sip.Sender;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.sip.message.Header;
import io.siprouter.sip.message.SipRequest;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The registry of all calls; where they are made, found and ended. Any thread. */
public final class CallManager {

  private static final Logger log = LoggerFactory.getLogger(CallManager.class);
  private static final List<Header> RETRY_AFTER = List.of(new Header("Retry-After", "5"));

  private final CallManagerParts parts;
  private final LoopGuard loops = new LoopGuard();
  private final RunTimeCodecs chosenCodecs = new RunTimeCodecs();
  private final SharedByCalls shared =
      new SharedByCalls(new TrunkLoad(), loops, chosenCodecs, new Observer());
  private final Map<CallId, Call> calls = new ConcurrentHashMap<>();
  private final Set<CallId> emergencies = ConcurrentHashMap.newKeySet();
  private final AtomicLong made = new AtomicLong();
  private final String node = Integer.toString(new SecureRandom().nextInt(1 << 30), 36);
  private final CompletableFuture<Void> drained = new CompletableFuture<>();
  private final CallCommands commands = new CallCommands(this::find);
  private volatile CallRules rules;
  private volatile boolean draining;

  public CallManager(CallManagerParts parts, AppConfig config) {
    this.parts = parts;
    this.rules = CallRules.of(config, parts, shared);
  }

  /** Lets calls that begin from now on follow this configuration. */
  public void apply(AppConfig config) {
    rules = CallRules.of(config, parts, shared);
  }

  /** Takes an INVITE that opens a dialog; on a {@code sip-*} lane. */
  public void onInvite(InboundDialog dialog, SipRequest request, SipFlow flow, Sender sender) {
    var now = rules;
    now.callers()
        .arrival(dialog, request, flow, sender)
        .ifPresentOrElse(
            arrival -> admitUnlessLoop(arrival, now),
            () -> refuse(dialog, 403, "Forbidden", List.of()));
  }

  /**
   * Makes a call that a program asks for.
   *
   * @return the call, or why there is none: a field that makes no sense, or the refusal that a
   *     caller would have got
   */
  public Outcome<CallId> originate(Origination asked) {
    var now = rules;
    return switch (new Originator(now.planner()).prepare(asked)) {
      case Originator.Unfit(var why) -> why;
      case Originator.Ready(var emergency, var launch) ->
          newCall(now, emergency)
              .<Outcome<CallId>>map(call -> launched(call, launch))
              .orElseGet(Outcome.Busy::new);
    };
  }

  private static Outcome<CallId> launched(Call call, Launch launch) {
    call.submit(it -> it.originate(launch));
    return new Outcome.Done<>(call.id());
  }

  /** Which codecs are negotiated with whom. */
  public CodecPriorities codecs() {
    return new CodecPriorities(() -> rules.config(), chosenCodecs);
  }

  /** What may be done to the calls there are. */
  public CallCommands commands() {
    return commands;
  }

  /** Says what would happen to a call that nobody makes. */
  public Explanation explain(RouteQuestion question) {
    var now = rules;
    var services = now.services();
    var circumstances =
        new Circumstances.Running(
            services.planner(), services.dialler(), parts.trunks(), services.load(), isClosed(now));
    return new Explainer(now.config(), services.planner().routes(), circumstances)
        .explain(question);
  }

  /** Ends a call. */
  public void hangUp(CallId callId) {
    submit(callId, call -> call.hangUp(LegEnd.byCommand()));
  }

  /**
   * Takes no new calls from now on, and ends those there are; calls for help are let in and go on.
   *
   * @return done when the last call is over
   */
  public CompletableFuture<Void> drain() {
    draining = true;
    calls.keySet().stream().filter(id -> !emergencies.contains(id)).forEach(this::hangUp);
    completeIfDrained();
    return drained;
  }

  /** Whether somebody is calling for help. */
  public boolean hasEmergency() {
    return !emergencies.isEmpty();
  }

  /** Ends every call there is. */
  public void hangUpAll() {
    calls.keySet().forEach(this::hangUp);
  }

  /** How much is remembered of calls that wait for their answer. */
  int setups() {
    return loops.size();
  }

  /** Whether no new calls are taken. */
  public boolean isDraining() {
    return draining;
  }

  /** How many calls there are. */
  public int size() {
    return calls.size();
  }

  private final class Observer implements CallObserver {

    @Override
    public void seeksHelp(Call call) {
      emergencies.add(call.id());
    }

    @Override
    public void ended(Call call) {
      calls.remove(call.id());
      emergencies.remove(call.id());
      completeIfDrained();
    }
  }

  private void completeIfDrained() {
    if (draining && calls.isEmpty()) {
      drained.complete(null);
    }
  }

  private Optional<Call> find(CallId id) {
    return Optional.ofNullable(calls.get(id));
  }

  void submit(CallId callId, Consumer<Call> task) {
    find(callId).ifPresent(call -> call.submit(task));
  }

  private void admitUnlessLoop(Arrival arrival, CallRules now) {
    if (!arrival.dialog().agree(arrival.terms())) {
      return;
    }
    if (!arrival.emergency() && loops.isLoop(arrival)) {
      log.warn("Call from {} to {} runs in a circle", arrival.source(), arrival.dialled());
      refuse(arrival.dialog(), 482, "Loop Detected", List.of());
    } else {
      admit(arrival, now);
    }
  }

  private void admit(Arrival arrival, CallRules now) {
    newCall(now, arrival.emergency())
        .ifPresentOrElse(
            call -> {
              arrival.dialog().listen(event -> call.callerSays(event));
              call.submit(it -> it.accept(arrival));
            },
            () -> refuse(arrival.dialog(), 503, "Service Unavailable", RETRY_AFTER));
  }

  private static void refuse(
      InboundDialog dialog, int status, String reason, List<Header> headers) {
    dialog.listen(_ -> {});
    dialog.reject(status, reason, headers);
  }

  private boolean isClosed(CallRules now) {
    return draining || calls.size() >= now.mostCalls();
  }

  private Optional<Call> newCall(CallRules now, boolean emergency) {
    if (!emergency && isClosed(now)) {
      return Optional.empty();
    }
    var id = new CallId(node + "-" + made.incrementAndGet());
    EventLoop<Deadline> loop =
        parts.loops().start("call-" + id, Deadline.class, e -> broken(id, e));
    loop.execute(() -> MDC.put("call", id.value()));
    var call = new Call(id, loop, now.services());
    calls.put(id, call);
    if (emergency) {
      emergencies.add(id);
    }
    return Optional.of(call);
  }

  private void broken(CallId id, RuntimeException e) {
    log.error("Call {} is ended after an internal error", id, e);
    submit(id, call -> call.hangUp(LegEnd.refused(500, "Server Internal Error")));
  }
}
