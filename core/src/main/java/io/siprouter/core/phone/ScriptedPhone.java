package io.siprouter.core.phone;

import io.siprouter.core.loop.EventLoop;
import io.siprouter.core.loop.EventLoops;
import io.siprouter.sip.uri.SipUri;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A SIP phone that does what it is told: registers, calls, is called, sends a tone, and tells which
 * tones it hears and which keys are pressed. UDP, one call at a time, offers only in INVITE.
 *
 * <p>Any thread may use it. Commands return when they are carried out, not when they are answered;
 * what they come to is waited for. A loop {@code phone-<user>} owns its state; threads {@code
 * phone-<user>-sip}, {@code -ear} and {@code -mouth} are at its sockets.
 */
public final class ScriptedPhone implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ScriptedPhone.class);
  private static final Duration COMMAND_LIMIT = Duration.ofSeconds(5);
  private static final Duration GOODBYE_LIMIT = Duration.ofSeconds(2);

  private final EventLoop<PhoneTimer> loop;
  private final PhoneWire wire;
  private final PhoneAccount account;
  private final Watched<PhoneRegistration> registration;
  private final PhoneRegistrar registrar;
  private final PhoneSip sip;
  private final AtomicBoolean closed = new AtomicBoolean();

  private ScriptedPhone(PhoneWire wire, PhoneAccount account, PhoneSound sound) {
    var name = "phone-" + account.user();
    this.wire = wire;
    this.account = account;
    this.loop =
        EventLoops.virtual()
            .start(name, PhoneTimer.class, e -> log.error("Phone {} failed", account, e));
    var line = new PhoneLine(loop, wire, account);
    this.registration = new Watched<>(loop, new PhoneRegistration.Unregistered());
    this.registrar = new PhoneRegistrar(line, registration);
    var address = wire.local().getAddress();
    this.sip = new PhoneSip(line, () -> openMedia(address, name, sound), loop);
    wire.listen(name + "-sip", loop, sip);
  }

  /**
   * Takes a free port and is ready to be called.
   *
   * @param address to bind, as others reach it
   */
  public static ScriptedPhone open(InetAddress address, PhoneAccount account, PhoneSound sound)
      throws SocketException {
    return new ScriptedPhone(PhoneWire.open(address), account, sound);
  }

  private PhoneMedia openMedia(InetAddress address, String name, PhoneSound sound)
      throws SocketException {
    Runnable onReport = () -> loop.execute(sip::listen);
    return new PhoneMedia(PhoneAudio.open(address, name, sound, onReport), address, sound);
  }

  /** Where it is called without a server. */
  public SipUri contact() {
    return Hosts.uri(account.user(), wire.local());
  }

  /** Registers at its server; see {@link #awaitRegistration}. */
  public void register() {
    command(registrar::register);
  }

  /** Waits until the server has answered; empty if it did not within the limit. */
  public Optional<PhoneRegistration> awaitRegistration(Duration limit) throws InterruptedException {
    return registration.await(answer -> !(answer instanceof PhoneRegistration.Unregistered), limit);
  }

  /** Says what to do when it is called; it picks up at once until told otherwise. */
  public void onRing(RingReaction reaction) {
    command(() -> sip.onRing(reaction));
  }

  /**
   * Calls a number at its server.
   *
   * @throws IllegalStateException if a call is not over yet
   */
  public void dial(String number) {
    dial(Hosts.uri(number, account.server()));
  }

  /** Calls an address, straight if its host is an IP address, else through its server. */
  public void dial(SipUri target) {
    command(() -> dialNow(target));
  }

  private void dialNow(SipUri target) {
    try {
      sip.dial(target, Hosts.address(target, account.server()));
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes the call that rings. */
  public void answer() {
    command(sip::answer);
  }

  /**
   * Refuses the call that rings.
   *
   * @param status the answer to the caller [300..699]
   */
  public void reject(int status) {
    command(() -> sip.reject(status));
  }

  /** Ends the call in whatever state it is; nothing without one. */
  public void hangUp() {
    command(sip::hangUp);
  }

  public PhoneState state() {
    return ask(sip.state()::value);
  }

  /** Waits for a state of this kind; empty if it did not come within the limit. */
  public <S extends PhoneState> Optional<S> awaitState(Class<S> kind, Duration limit)
      throws InterruptedException {
    return sip.state().await(kind::isInstance, limit).map(kind::cast);
  }

  /** What came of the sound of the latest call so far. */
  public Heard heard() {
    return ask(
        () -> {
          sip.listen();
          return sip.heard().value();
        });
  }

  /** Waits until it hears what is wanted; looks about every 200 ms of sound. */
  public Optional<Heard> awaitHeard(Predicate<Heard> wanted, Duration limit)
      throws InterruptedException {
    return sip.heard().await(wanted, limit);
  }

  private void command(Runnable task) {
    ask(
        () -> {
          task.run();
          return true;
        });
  }

  private <T> T ask(Supplier<T> question) {
    if (closed.get()) {
      throw new IllegalStateException("the phone is closed: " + account);
    }
    try {
      return CompletableFuture.supplyAsync(question, loop)
          .orTimeout(COMMAND_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
          .join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Hangs up, unregisters, waits for the answers no longer than 2 s each, and frees everything. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    loop.execute(this::leave);
    try {
      sip.state().await(state -> !state.isCall(), GOODBYE_LIMIT);
      registration.await(
          answer -> !(answer instanceof PhoneRegistration.Registered), GOODBYE_LIMIT);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    loop.execute(sip::close);
    loop.close();
    wire.close();
  }

  private void leave() {
    sip.hangUp();
    if (registration.value() instanceof PhoneRegistration.Registered) {
      registrar.unregister();
    }
  }
}
