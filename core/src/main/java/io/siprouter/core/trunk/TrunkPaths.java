package io.siprouter.core.trunk;

import io.siprouter.config.Provider;
import io.siprouter.core.sip.Destination;
import io.siprouter.core.sip.tls.TlsClient;
import io.siprouter.core.sip.tls.TlsPeer;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.sip.message.Via;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ways between a provider's servers and a trunk: which one is taken now, how the servers reach
 * us, and what that means for calls. Trunk's loop only, but for {@link #line}.
 */
final class TrunkPaths {

  /** Four tries over UDP (RFC 3261 §17.1.2.1): enough for loss, short enough for who waits. */
  static final Duration PATIENCE = Duration.ofSeconds(6);

  /** How a server and the trunk reach each other. */
  record Path(Destination destination, ContactPoint point) {}

  private final TrunkAccount account;
  private final OwnAddress ownAddress;
  private final @Nullable TlsClient tls;
  private final ServerChoice servers;
  private final TrunkLine.Failures failures;
  private @Nullable Path path;
  private volatile @Nullable TrunkLine line;

  /**
   * @param failures told of servers that lose calls
   */
  TrunkPaths(TrunkAccount account, TrunkServices services, TrunkLine.Failures failures) {
    this.account = account;
    this.ownAddress = services.ownAddress();
    this.tls =
        account.provider().transport() == Provider.Transport.TLS
            ? services.tls().of(account.provider())
            : null;
    this.servers = new ServerChoice(services.clock());
    this.failures = failures;
  }

  /** What calls need; empty until the provider has been found once. Any thread. */
  Optional<TrunkLine> line() {
    return Optional.ofNullable(line);
  }

  /** Begins an attempt with the servers that DNS knows. */
  void found(List<Destination> inOrder) {
    servers.begin(inOrder.stream().map(this::proving).toList());
    turnToServer();
  }

  /** Over TLS a server has to prove to be what was asked for, wherever the name has led. */
  private Destination proving(Destination server) {
    return server.transport() == SipTransport.TLS
        ? server.withTls(
            new TlsPeer(account.server().hostPort().host(), Objects.requireNonNull(tls)))
        : server;
  }

  /** Begins an attempt with the servers known before; false where there are none. */
  boolean foundNothingNew() {
    var known = servers.beginAgain();
    if (known) {
      turnToServer();
    }
    return known;
  }

  /**
   * The current server did not take a request.
   *
   * @param pause how long it wants to be left alone
   * @return whether there is another one, which is the current one now
   */
  boolean failed(Duration pause) {
    servers.avoid(servers.current(), pause);
    var more = servers.hasNext();
    if (more) {
      servers.next();
      turnToServer();
    }
    return more;
  }

  /** The current server took the request. */
  void succeeded() {
    servers.succeeded();
  }

  /** From now on other servers are tried first. */
  void avoid(Destination server) {
    servers.avoid(server, Duration.ZERO);
    goAlong(current());
  }

  /** The path that is taken now. */
  Path current() {
    var known = path;
    if (known == null) {
      throw new IllegalStateException("nothing is sent before the provider has been found");
    }
    return known;
  }

  boolean isCurrent(Destination server) {
    return path != null && path.destination().equals(server);
  }

  /** Where a request goes now: without patience where nobody else is left to be asked. */
  Destination destination() {
    var server = current().destination();
    return servers.hasNext() ? server.withPatience(PATIENCE) : server;
  }

  /** Takes in how the server sees us; whether that is another address than we thought. */
  boolean learn(Path along, Via seen) {
    var point = along.point().seenThrough(seen);
    goAlong(new Path(along.destination(), point));
    return !point.equals(along.point());
  }

  private void turnToServer() {
    var server = servers.current();
    goAlong(new Path(server, pointTowards(server)));
  }

  private void goAlong(Path next) {
    path = next;
    line = account.line(servers.inOrder().stream().map(this::way).toList(), failures);
  }

  private TrunkLine.Way way(Destination server) {
    var contact = account.contactAt(pointTowards(server));
    return new TrunkLine.Way(contact, server.withPatience(PATIENCE));
  }

  /** What the provider taught us about ourselves holds as long as our own address does. */
  private ContactPoint pointTowards(Destination server) {
    var fresh = ContactPoint.of(server.transport(), ownAddress.towards(server));
    if (path == null || path.point().transport() != server.transport()) {
      return fresh;
    }
    var known = path.point();
    return known.own().equals(fresh.own()) || !ownAddress.leadsTo(server) ? known : fresh;
  }
}
