package io.siprouter.core.registrar;

import io.siprouter.core.sip.Destination;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.sip.message.Header;
import io.siprouter.sip.uri.SipUri;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A contact that a device registered. Immutable.
 *
 * @param contact as the device gave it, which is the request URI of what we send it
 * @param flow what its REGISTER came over, which is where requests are really sent
 * @param path the proxies on the way to it
 * @param flowId which of the phone's flows it is, where the phone keeps it alive by itself
 * @param q the device's own preference among its contacts [0..1]
 * @param callId of the REGISTER that made or last refreshed it
 * @param cSeq of the same
 * @param reachable false where nothing gets there for the time being
 */
public record Binding(
    String deviceId,
    SipUri contact,
    SipFlow flow,
    ProxyPath path,
    @Nullable FlowId flowId,
    double q,
    Instant expiresAt,
    String callId,
    long cSeq,
    boolean reachable) {

  private static final int DEFAULT_PORT = 5060;

  /**
   * Where requests to this contact go: over the flow, unless the contact asks for another transport
   * to the very host that it registered from.
   */
  public Destination destination() {
    return otherTransport()
        .map(
            other ->
                new Destination(other, new InetSocketAddress(flow.remote().getAddress(), port())))
        .orElseGet(() -> new Destination(flow.transport(), flow.remote(), flow));
  }

  /** Where it registered from, {@code transport:ip:port}. */
  public String address() {
    var remote = flow.remote();
    return "%s:%s:%d"
        .formatted(
            flow.transport().uriParameter(),
            remote.getAddress().getHostAddress(),
            remote.getPort());
  }

  /** What takes requests through the proxies on the way. */
  public List<Header> routes() {
    return path.routes();
  }

  /** How long it lasts; zero where it has expired. */
  public Duration remaining(Instant now) {
    return isLive(now) ? Duration.between(now, expiresAt) : Duration.ZERO;
  }

  boolean isLive(Instant now) {
    return expiresAt.isAfter(now);
  }

  /** Whether something between us changes addresses, and may forget the way if it stays unused. */
  boolean isBehindNat() {
    return flow.transport() == SipTransport.UDP
        && path.hops().isEmpty()
        && !(namesItsHost() && port() == flow.remote().getPort());
  }

  Binding withReachable(boolean now) {
    return new Binding(deviceId, contact, flow, path, flowId, q, expiresAt, callId, cSeq, now);
  }

  /** Anything but the host it came from would let a phone aim our requests at others. */
  private Optional<SipTransport> otherTransport() {
    return contact
        .param("transport")
        .flatMap(Binding::connectable)
        .filter(transport -> transport != flow.transport() && namesItsHost());
  }

  private static Optional<SipTransport> connectable(String transport) {
    return switch (transport.toLowerCase(Locale.ROOT)) {
      case "udp" -> Optional.of(SipTransport.UDP);
      case "tcp" -> Optional.of(SipTransport.TCP);
      default -> Optional.empty();
    };
  }

  private boolean namesItsHost() {
    try {
      var host = contact.host().replace("[", "").replace("]", "");
      return InetAddress.ofLiteral(host).equals(flow.remote().getAddress());
    } catch (IllegalArgumentException _) {
      return false; // a name, which could be anybody's
    }
  }

  private int port() {
    return contact.port().orElse(DEFAULT_PORT);
  }
}
