package io.siprouter.core.registrar;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.siprouter.config.Device;
import io.siprouter.core.loop.EventLoop;
import io.siprouter.core.registrar.BindingTable.Registration;
import io.siprouter.core.registrar.BindingTable.Result.Applied;
import io.siprouter.core.registrar.BindingTable.Result.Bad;
import io.siprouter.core.registrar.BindingTable.Result.OutOfOrder;
import io.siprouter.core.registrar.BindingTable.Result.TooBrief;
import io.siprouter.core.sip.InboundRequest;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import io.siprouter.sip.uri.SipUri;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the REGISTERs of our devices. Any thread may call it; its own loop owns the table, and what
 * others read are immutable lists that the loop replaces one device at a time. RFC 3261 §10.3, RFC
 * 3327, RFC 5626.
 */
public final class Registrar implements Registrations, AutoCloseable {

  private enum Deadline {
    NEXT_EXPIRY,
    KEEPALIVE,
    SAVE
  }

  private static final Logger log = LoggerFactory.getLogger(Registrar.class);
  private static final Duration LAST_WRITE_PATIENCE = Duration.ofSeconds(3);

  private final RegistrationStore store;
  private final Predicate<String> isOurs;
  private final Predicate<SipFlow> isLive;
  private final InstantSource clock;
  private final EventLoop<Deadline> loop;
  private final Presence presence;
  private final WriteBehind saving;
  private final Keepalive keepalive;
  private Instant nextExpiry = Instant.MAX;

  public Registrar(RegistrarServices services) {
    this.store = services.store();
    this.isOurs = services.isOurs();
    this.isLive = services.isLive();
    this.clock = services.clock();
    this.loop =
        services
            .loops()
            .start("registrar", Deadline.class, e -> log.error("REGISTER was not handled", e));
    this.presence = new Presence(services.events(), clock, this::changed);
    this.saving =
        new WriteBehind(
            store, services.work(), () -> presence.table().all().toList(), loop, this::arm);
    this.keepalive = new Keepalive(presence, services.probe(), loop);
    loop.execute(this::keepAlive);
  }

  /**
   * Takes up what was registered before a restart, by devices that there still are; before the
   * first REGISTER comes. Reads the store on the calling thread.
   */
  public void restore() {
    var saved = store.load().stream().filter(binding -> isOurs.test(binding.deviceId())).toList();
    log.info("{} registrations are known from before", saved.size());
    loop.execute(
        () -> {
          presence.restore(saved);
          presence.table().nextExpiry().ifPresent(this::awaitExpiry);
        });
  }

  /** Answers a REGISTER that a device has proved to be its own. Returns at once. */
  public void onRequest(InboundRequest exchange, SipRequest register, SipFlow flow, Device device) {
    loop.execute(() -> exchange.reply(answer(register, flow, device)));
  }

  /** Drops the bindings that do not deserve to stay. Returns at once. */
  public void retain(Predicate<Binding> deserving) {
    loop.execute(() -> presence.retain(deserving));
  }

  /** Hears that a connection has ended. Returns at once. */
  public void onClosed(SipFlow flow) {
    loop.execute(() -> presence.lost(flow));
  }

  @Override
  public List<Binding> bindings(String deviceId) {
    return presence.bindings(deviceId);
  }

  /** Saves the bindings, waiting a few seconds at most, and ends the loop. */
  @Override
  public void close() {
    var saved = new CompletableFuture<Boolean>();
    loop.execute(
        () -> {
          var _ = saving.write().whenComplete((_, _) -> saved.complete(true));
        });
    loop.close();
    saved.completeOnTimeout(false, LAST_WRITE_PATIENCE.toMillis(), MILLISECONDS).join();
  }

  private void changed() {
    saving.changed();
  }

  private void arm(Duration delay) {
    loop.schedule(Deadline.SAVE, delay, saving::due);
  }

  private void keepAlive() {
    loop.schedule(Deadline.KEEPALIVE, Keepalive.TICK, this::keepAlive);
    keepalive.tick();
  }

  private SipResponse answer(SipRequest register, SipFlow flow, Device device) {
    if (!isOurs.test(device.id())) {
      return refuse(register, 403, "Forbidden"); // has ceased to be while this waited
    }
    var unsupported = RegisterReplies.unsupported(register);
    if (!unsupported.isEmpty()) {
      return RegisterReplies.badExtension(register, unsupported);
    }
    if (flow.transport() != SipTransport.TLS && wantsTls(register)) {
      return refuse(register, 400, "SIPS Contact Without TLS");
    }
    var registration =
        new Registration(
            device.id(),
            device.maxContacts(),
            register.callId(),
            register.cSeq().number(),
            flow,
            ProxyPath.of(register),
            RegisterWish.of(register));
    return switch (presence.apply(registration)) {
      case Applied(var refreshed, _, _) -> accept(register, registration, refreshed);
      case TooBrief _ -> RegisterReplies.tooBrief(register);
      case OutOfOrder _ -> refuse(register, 500, "CSeq Out Of Order");
      case Bad(var status, var reason) -> refuse(register, status, reason);
    };
  }

  /** Whoever is to be called by {@code sips:} only, has to come over TLS. RFC 5630. */
  private static boolean wantsTls(SipRequest register) {
    return register.contacts().stream()
        .flatMap(contact -> contact.sipUri().stream())
        .anyMatch(SipUri::isSecure);
  }

  private SipResponse accept(
      SipRequest register, Registration registration, List<Binding> refreshed) {
    refreshed.forEach(binding -> awaitExpiry(binding.expiresAt()));
    if (!isLive.test(registration.flow())) {
      presence.lost(registration.flow()); // its end was told before the binding was there
    }
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
