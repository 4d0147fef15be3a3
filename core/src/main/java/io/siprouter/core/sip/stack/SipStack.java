package io.siprouter.core.sip.stack;

import io.siprouter.core.dns.ServerLocator;
import io.siprouter.core.sip.Flows;
import io.siprouter.core.sip.Gate;
import io.siprouter.core.sip.SipAgent;
import io.siprouter.core.sip.SipBindException;
import io.siprouter.core.sip.SipStackSettings;
import io.siprouter.core.sip.SipTables;
import io.siprouter.core.sip.TransactionUser;
import io.siprouter.core.sip.jain.Transactions;
import io.siprouter.core.sip.transport.Lanes;
import io.siprouter.core.sip.transport.SipCounter;
import io.siprouter.core.sip.transport.SipCounters;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.core.sip.transport.TlsListening;
import io.siprouter.core.sip.transport.TransportSettings;
import io.siprouter.core.sip.transport.Transports;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The SIP side of the daemon: sockets, transactions and dialogs. Made, started and closed by one
 * thread; the agent and the figures may be used by any.
 */
public final class SipStack implements AutoCloseable {

  private static final long POLL_NANOS = Duration.ofMillis(5).toNanos();
  private static final Duration T1 = Duration.ofMillis(500); // RFC 3261 §17.1.1.1

  private final SipStackSettings settings;
  private final Duration t1;
  private final RandomGenerator random;
  private final ServerLocator locator;
  private final SipCounters counters = new SipCounters();
  private final SipAgent agent = new Agent(this::parts);
  private volatile @Nullable StackParts running;

  /**
   * @param locator finds the host names that peers put into their routes and contacts
   */
  public SipStack(SipStackSettings settings, ServerLocator locator) {
    this(settings, locator, T1);
  }

  SipStack(SipStackSettings settings, ServerLocator locator, Duration t1) {
    this(settings, locator, t1, new SecureRandom());
  }

  /**
   * @param t1 the estimate of a round trip that all timers follow; tests make it short
   * @param random how long to wait after a 491
   */
  SipStack(SipStackSettings settings, ServerLocator locator, Duration t1, RandomGenerator random) {
    this.settings = settings;
    this.locator = locator;
    this.t1 = t1;
    this.random = random;
  }

  /** Takes the addresses and begins to serve whom the gate lets in; once. */
  public void start(Gate gate, TransactionUser user) throws SipBindException {
    var limits = settings.limits();
    var lanes = new Lanes(limits.lanes(), limits.laneQueue(), t1);
    var parts =
        new StackParts(
            lanes,
            bind(lanes),
            new DialogTable(),
            counters,
            random,
            locator,
            new LongRequests(System::nanoTime));
    running = parts;
    parts.transactions().read(new Dispatcher(parts, gate, user));
  }

  private Transactions bind(Lanes lanes) throws SipBindException {
    var addresses =
        new TransportSettings(
            settings.bindAddress(),
            settings.udpPort(),
            settings.tcpPort(),
            settings.limits().tcp(),
            settings.limits().messages(),
            settings.tls(),
            settings.tap());
    try {
      return new Transactions(addresses, settings.limits().transactions(), lanes, counters);
    } catch (Transports.BindFailure e) {
      lanes.close();
      throw new SipBindException(e.transport(), taken(e.transport()), e);
    }
  }

  private InetSocketAddress taken(SipTransport transport) {
    return switch (transport) {
      case UDP -> new InetSocketAddress(settings.bindAddress(), settings.udpPort());
      case TCP -> new InetSocketAddress(settings.bindAddress(), settings.tcpPort());
      case TLS -> new InetSocketAddress(settings.bindAddress(), tlsPort());
    };
  }

  private int tlsPort() {
    return settings.tls().map(TlsListening::port).orElseThrow();
  }

  private StackParts parts() {
    var parts = running;
    if (parts == null) {
      throw new IllegalStateException("not started");
    }
    return parts;
  }

  /** The address taken, with the port chosen by the system where the settings say 0. */
  public InetSocketAddress local(SipTransport transport) {
    return parts().transactions().transports().local(transport);
  }

  /** May be asked for before the start, and used after it. */
  public SipAgent agent() {
    return agent;
  }

  /** As {@link #agent}. */
  public Flows flows() {
    return new FlowKeeper(() -> parts().transactions().transports());
  }

  /** Whether a message along this flow would go over a live socket. */
  public boolean isLive(SipFlow flow) {
    return parts().transactions().transports().isLive(flow);
  }

  public SipTables tables() {
    var parts = parts();
    return new SipTables(
        parts.transactions().inboundCount(),
        parts.transactions().outboundCount(),
        parts.dialogs().size(),
        parts.transactions().transports().connections());
  }

  public long count(SipCounter counter) {
    return counters.count(counter);
  }

  /**
   * Completes once every lane has come round to it, which never takes long in a healthy process.
   */
  public CompletableFuture<Void> round() {
    return parts().lanes().round();
  }

  /** Waits at most so long until every dialog is over, so that no BYE is cut off by the close. */
  public void awaitNoDialogs(Duration patience) {
    var deadline = System.nanoTime() + patience.toNanos();
    while (running != null && tables().dialogs() > 0 && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /** Frees sockets and threads; calls are to be hung up before. Idempotent. */
  @Override
  public void close() {
    var parts = running;
    if (parts != null) {
      running = null;
      parts.transactions().close();
      parts.lanes().close();
    }
  }
}
