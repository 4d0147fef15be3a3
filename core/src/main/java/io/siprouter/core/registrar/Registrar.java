package io.siprouter.core.registrar;

import io.siprouter.config.AppConfig.Device;
import io.siprouter.core.auth.DigestAuthenticator;
import io.siprouter.core.auth.Verdict.Authenticated;
import io.siprouter.core.auth.Verdict.Challenge;
import io.siprouter.core.auth.Verdict.Refused;
import io.siprouter.core.event.EventBus;
import io.siprouter.core.event.ServerEvent;
import io.siprouter.core.loop.EventLoop;
import io.siprouter.core.loop.EventLoops;
import io.siprouter.core.registrar.BindingTable.Registration;
import io.siprouter.core.registrar.BindingTable.Result.Applied;
import io.siprouter.core.registrar.BindingTable.Result.Bad;
import io.siprouter.core.registrar.BindingTable.Result.OutOfOrder;
import io.siprouter.core.registrar.BindingTable.Result.TooBrief;
import io.siprouter.core.sip.InboundRequest;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the REGISTERs of our devices. Any thread may call it; its own loop owns the table, and what
 * others read are immutable lists that the loop replaces one device at a time. RFC 3261 §10.3.
 *
 * <p>An address of record that is not the sender's own is refused with 403 whether it exists or
 * not, so nobody learns which ones do.
 */
public final class Registrar implements Registrations, AutoCloseable {

  private enum Deadline {
    NEXT_EXPIRY
  }

  private static final Logger log = LoggerFactory.getLogger(Registrar.class);

  private static final Comparator<Binding> PREFERENCE =
      Comparator.comparingDouble(Binding::q).reversed();

  private final DigestAuthenticator authenticator;
  private final EventBus events;
  private final InstantSource clock;
  private final EventLoop<Deadline> loop;
  private final BindingTable table = new BindingTable();
  private final Map<String, List<Binding>> published = new ConcurrentHashMap<>();
  private Instant nextExpiry = Instant.MAX;

  public Registrar(
      DigestAuthenticator authenticator, EventBus events, EventLoops loops, InstantSource clock) {
    this.authenticator = authenticator;
    this.events = events;
    this.clock = clock;
    this.loop =
        loops.start("registrar", Deadline.class, e -> log.error("REGISTER was not handled", e));
  }

  /** Answers a REGISTER. Returns at once. */
  public void onRequest(InboundRequest exchange, SipRequest register, SipFlow flow) {
    loop.execute(() -> exchange.reply(answer(register, flow)));
  }

  @Override
  public List<Binding> bindings(String deviceId) {
    var now = clock.instant();
    return published.getOrDefault(deviceId, List.of()).stream()
        .filter(binding -> binding.isLive(now))
        .toList();
  }

  /** Ends the loop. The bindings stay as they are, and so do the devices' views of them. */
  @Override
  public void close() {
    loop.close();
  }

  private SipResponse answer(SipRequest register, SipFlow flow) {
    if (register.headers().contains("Require")) {
      return RegisterReplies.badExtension(register);
    }
    return switch (authenticator.check(register, flow)) {
      case Challenge challenge -> RegisterReplies.challenge(register, challenge);
      case Refused(var status, var reason) -> refuse(register, status, reason);
      case Authenticated(var device) -> obey(register, device, flow);
    };
  }

  private SipResponse obey(SipRequest register, Device device, SipFlow flow) {
    var registration =
        new Registration(
            device.id(),
            device.maxContacts(),
            register.callId(),
            register.cSeq().number(),
            flow,
            RegisterWish.of(register));
    return switch (table.apply(registration, clock.instant())) {
      case Applied applied -> accept(register, device.id(), applied);
      case TooBrief _ -> RegisterReplies.tooBrief(register);
      case OutOfOrder _ -> refuse(register, 500, "CSeq Out Of Order");
      case Bad(var reason) -> refuse(register, 400, reason);
    };
  }

  private SipResponse accept(SipRequest register, String deviceId, Applied applied) {
    publish(deviceId);
    applied.refreshed().forEach(this::announce);
    applied.removed().forEach(binding -> announceEnd(binding, "unregistered"));
    applied.replaced().forEach(binding -> announceEnd(binding, "replaced"));
    return RegisterReplies.ok(register, table.bindings(deviceId), clock.instant());
  }

  private void announce(Binding binding) {
    awaitExpiry(binding.expiresAt());
    events.publish(
        new ServerEvent.DeviceRegistered(
            binding.deviceId(),
            binding.contact().toString(),
            address(binding.flow()),
            binding.remaining(clock.instant())));
  }

  private void announceEnd(Binding binding, String reason) {
    events.publish(
        new ServerEvent.DeviceUnregistered(
            binding.deviceId(), binding.contact().toString(), reason));
  }

  /** Arms the one deadline, unless an earlier expiry has armed it. */
  private void awaitExpiry(Instant expiresAt) {
    if (expiresAt.isBefore(nextExpiry)) {
      nextExpiry = expiresAt;
      var delay = Duration.between(clock.instant(), expiresAt);
      loop.schedule(Deadline.NEXT_EXPIRY, delay, this::expire);
    }
  }

  private void expire() {
    nextExpiry = Instant.MAX;
    for (var binding : table.expire(clock.instant())) {
      publish(binding.deviceId());
      announceEnd(binding, "expired");
    }
    table.nextExpiry().ifPresent(this::awaitExpiry);
  }

  private void publish(String deviceId) {
    var youngestFirst = table.bindings(deviceId).reversed();
    published.put(deviceId, youngestFirst.stream().sorted(PREFERENCE).toList());
  }

  private static SipResponse refuse(SipRequest register, int status, String reason) {
    return SipResponse.responseTo(register, status).reason(reason).build();
  }

  private static String address(SipFlow flow) {
    var remote = flow.remote();
    return "%s:%s:%d"
        .formatted(
            flow.transport().uriParameter(),
            remote.getAddress().getHostAddress(),
            remote.getPort());
  }
}
