package io.siprouter.core.registrar;

import io.siprouter.config.AppConfig.Device;
import io.siprouter.core.event.EventBus;
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
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the REGISTERs of our devices. Any thread may call it; its own loop owns the table, and what
 * others read are immutable lists that the loop replaces one device at a time. RFC 3261 §10.3, RFC
 * 3327, RFC 5626.
 */
public final class Registrar implements Registrations, AutoCloseable {

  private enum Deadline {
    NEXT_EXPIRY
  }

  private static final Logger log = LoggerFactory.getLogger(Registrar.class);

  private final InstantSource clock;
  private final EventLoop<Deadline> loop;
  private final Presence presence;
  private Instant nextExpiry = Instant.MAX;

  public Registrar(EventBus events, EventLoops loops, InstantSource clock) {
    this.clock = clock;
    this.presence = new Presence(events, clock);
    this.loop =
        loops.start("registrar", Deadline.class, e -> log.error("REGISTER was not handled", e));
  }

  /** Answers a REGISTER that a device has proved to be its own. Returns at once. */
  public void onRequest(InboundRequest exchange, SipRequest register, SipFlow flow, Device device) {
    loop.execute(() -> exchange.reply(answer(register, flow, device)));
  }

  /** Hears that a connection has ended. Returns at once. */
  public void onClosed(SipFlow flow) {
    loop.execute(() -> presence.lost(flow));
  }

  @Override
  public List<Binding> bindings(String deviceId) {
    return presence.bindings(deviceId);
  }

  /** Ends the loop. The bindings stay as they are, and so do the devices' views of them. */
  @Override
  public void close() {
    loop.close();
  }

  private SipResponse answer(SipRequest register, SipFlow flow, Device device) {
    var unsupported = RegisterReplies.unsupported(register);
    if (!unsupported.isEmpty()) {
      return RegisterReplies.badExtension(register, unsupported);
    }
    var registration =
        new Registration(
            device.id(),
            device.maxContacts(),
            register.callId(),
            register.cSeq().number(),
            flow,
            Path.of(register),
            RegisterWish.of(register));
    return switch (presence.apply(registration)) {
      case Applied(var refreshed, _, _) -> accept(register, registration, refreshed);
      case TooBrief _ -> RegisterReplies.tooBrief(register);
      case OutOfOrder _ -> refuse(register, 500, "CSeq Out Of Order");
      case Bad(var status, var reason) -> refuse(register, status, reason);
    };
  }

  private SipResponse accept(
      SipRequest register, Registration registration, List<Binding> refreshed) {
    refreshed.forEach(binding -> awaitExpiry(binding.expiresAt()));
    var all = presence.table().bindings(registration.deviceId());
    return RegisterReplies.ok(register, registration, refreshed, all, clock.instant());
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
    presence.expire();
    presence.table().nextExpiry().ifPresent(this::awaitExpiry);
  }

  private static SipResponse refuse(SipRequest register, int status, String reason) {
    return SipResponse.responseTo(register, status).reason(reason).build();
  }
}
