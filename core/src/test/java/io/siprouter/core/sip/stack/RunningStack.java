package io.siprouter.core.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.dns.Location;
import io.siprouter.core.dns.ServerLocator;
import io.siprouter.core.peer.Await;
import io.siprouter.core.sip.Admission;
import io.siprouter.core.sip.Destination;
import io.siprouter.core.sip.DialogEvent;
import io.siprouter.core.sip.DialogTerms;
import io.siprouter.core.sip.ExchangeEvent;
import io.siprouter.core.sip.Gate;
import io.siprouter.core.sip.InboundDialog;
import io.siprouter.core.sip.OutboundDialog;
import io.siprouter.core.sip.OutboundInvite;
import io.siprouter.core.sip.RequestFilter;
import io.siprouter.core.sip.SipBindException;
import io.siprouter.core.sip.SipCredentials;
import io.siprouter.core.sip.SipEvent;
import io.siprouter.core.sip.SipStackSettings;
import io.siprouter.core.sip.StackLimits;
import io.siprouter.core.sip.TransactionUser;
import io.siprouter.core.sip.tls.TlsServer;
import io.siprouter.core.sip.transport.Hearing;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.core.sip.transport.TlsListening;
import io.siprouter.sip.message.Header;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.uri.NameAddr;
import io.siprouter.sip.uri.SipUri;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A stack on loopback whose user writes down what it hears. Timers run 25 times as fast. */
final class RunningStack implements AutoCloseable {
  static final Duration T1 = Duration.ofMillis(20);

  /** Knows no name at all. */
  static final ServerLocator NO_NAMES =
      (name, then) -> then.accept(new Location.NotFound("nobody knows " + name));

  private static final Duration PATIENCE = Duration.ofSeconds(8);

  final SipStack stack;
  private volatile Gate gate = (_, _) -> Admission.anyone();
  private volatile boolean fails;
  private volatile DialogTerms terms = DialogTerms.PLAIN;
  private final BlockingQueue<SipEvent> received = new LinkedBlockingQueue<>();
  private final BlockingQueue<DialogEvent> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<SipFlow> closed = new LinkedBlockingQueue<>();
  private final BlockingQueue<ExchangeEvent> results = new LinkedBlockingQueue<>();

  RunningStack() throws SipBindException {
    this(StackLimits.defaults());
  }

  RunningStack(StackLimits limits) throws SipBindException {
    this(limits, Optional.empty());
  }

  RunningStack(ServerLocator locator) throws SipBindException {
    this(StackLimits.defaults(), Optional.empty(), locator);
  }

  RunningStack(StackLimits limits, Optional<TlsServer> tls) throws SipBindException {
    this(limits, tls, NO_NAMES);
  }

  private RunningStack(StackLimits limits, Optional<TlsServer> tls, ServerLocator locator)
      throws SipBindException {
    var listening = tls.map(server -> new TlsListening(0, server));
    var settings = new SipStackSettings(InetAddress.getLoopbackAddress(), 0, 0, limits, listening);
    stack = new SipStack(settings, locator, T1, new Random(1));
    stack.start(
        new Gate() {
          @Override
          public Hearing hearing(InetAddress sender) {
            return gate.hearing(sender);
          }

          @Override
          public boolean hearsPlea(SipRequest invite, SipFlow flow) {
            return gate.hearsPlea(invite, flow);
          }

          @Override
          public Admission admit(SipRequest request, SipFlow flow) {
            return gate.admit(request, flow);
          }
        },
        new TransactionUser() {
          @Override
          public void onEvent(SipEvent event) {
            RunningStack.this.onEvent(event);
          }

          @Override
          public void onClosed(SipFlow flow) {
            closed.add(flow);
          }
        });
  }

  /** Lets in others than everybody. */
  void gate(Gate other) {
    gate = other;
  }

  /** What the user asks of dialogs from now on. */
  void use(DialogTerms wanted) {
    terms = wanted;
  }

  /** Lets the user fail whenever it has written down a request. */
  void failOnRequests() {
    fails = true;
  }

  private void onEvent(SipEvent event) {
    if (event instanceof SipEvent.Invite(var dialog, _, _, _)) {
      if (!dialog.agree(terms)) {
        return;
      }
      dialog.listen(events::add);
    }
    received.add(event);
    if (fails) {
      throw new IllegalStateException("as the test wants it");
    }
  }

  InetSocketAddress udp() {
    return stack.local(SipTransport.UDP);
  }

  InetSocketAddress tcp() {
    return stack.local(SipTransport.TCP);
  }

  InetSocketAddress tls() {
    return stack.local(SipTransport.TLS);
  }

  SipUri contact() {
    return SipUri.of("hub", "127.0.0.1", udp().getPort());
  }

  InboundDialog nextCall() {
    return ((SipEvent.Invite) next(received)).dialog();
  }

  SipEvent.Request nextRequest() {
    return (SipEvent.Request) next(received);
  }

  <E extends DialogEvent> E next(Class<E> kind) {
    var event = next(events);
    assertThat(event).isInstanceOf(kind);
    return kind.cast(event);
  }

  SipFlow nextClosed() {
    return next(closed);
  }

  ExchangeEvent nextResult() {
    return next(results);
  }

  void record(ExchangeEvent result) {
    results.add(result);
  }

  private static <T> T next(BlockingQueue<T> queue) {
    try {
      var next = queue.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(next).as("an event in time").isNotNull();
      return next;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean isSilent() {
    return events.isEmpty() && received.isEmpty();
  }

  OutboundDialog call(InetSocketAddress peer) {
    return call(SipTransport.UDP, peer, null, List.of());
  }

  OutboundDialog call(
      SipTransport transport,
      InetSocketAddress peer,
      @Nullable SipCredentials credentials,
      List<Header> extra) {
    return call(invite(transport, peer, credentials, extra));
  }

  OutboundDialog call(Destination destination) {
    return call(destination, List.of());
  }

  OutboundDialog call(Destination destination, List<Header> extra) {
    return call(invite(destination, null, extra));
  }

  OutboundInvite invite(
      SipTransport transport,
      InetSocketAddress peer,
      @Nullable SipCredentials credentials,
      List<Header> extra) {
    return invite(new Destination(transport, peer), credentials, extra);
  }

  private OutboundInvite invite(
      Destination destination, @Nullable SipCredentials credentials, List<Header> extra) {
    var callee = SipUri.of("bob", "127.0.0.1", destination.address().getPort());
    return new OutboundInvite(
        callee,
        NameAddr.of(SipUri.of("alice", "hub.example")),
        NameAddr.of(callee),
        contact(),
        destination,
        Wire.SDP,
        extra,
        credentials,
        70,
        terms,
        RequestFilter.NONE);
  }

  /** Calls a peer that has lost the call where it is silent for so long. */
  OutboundDialog call(InetSocketAddress peer, Duration patience) {
    var destination = new Destination(SipTransport.UDP, peer).withPatience(patience);
    return call(destination);
  }

  OutboundDialog call(OutboundInvite invite) {
    return stack.agent().invite(invite, events::add);
  }

  /** Waits until nothing is left of any call; fails if something stays. */
  void assertBecomesIdle() {
    Await.until(() -> stack.tables().toString(), PATIENCE, () -> stack.tables().idle());
  }

  void assertBecomesUnconnected() {
    Await.until(() -> stack.tables().toString(), PATIENCE, () -> stack.tables().connections() == 0);
  }

  @Override
  public void close() {
    stack.close();
  }
}
