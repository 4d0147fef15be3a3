package io.siprouter.core.sip.stack;

import io.siprouter.core.sip.transport.SipHop;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.sip.message.Header;
import io.siprouter.sip.message.SipRequest;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Takes requests that are too long for one datagram over TCP, where the peer has it; for others the
 * offer is shortened. Any lane. RFC 3261 §18.1.1.
 */
final class LongRequests {

  /** [bytes] Where nobody knows the longest datagram of the path, RFC 3261 §18.1.1. */
  private static final int LONGEST_DATAGRAM = 1_300;

  /** [bytes] Content-Length, and the ends of the start line and of the headers. */
  private static final int FRAME = 30;

  /** How long a peer without TCP is not asked again. */
  private static final long MEMORY_NANOS = Duration.ofMinutes(10).toNanos();

  private static final int MAX_REMEMBERED = 1_000;

  private final LongSupplier nanoTime;
  private final Map<InetSocketAddress, Long> withoutTcp = new ConcurrentHashMap<>();

  LongRequests(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** The ways to try for a request: a long one goes over TCP before it goes over UDP. */
  List<SipHop> ways(SipRequest request, List<SipHop> found) {
    return isLong(request) ? found.stream().flatMap(this::overTcpFirst).toList() : found;
  }

  private Stream<SipHop> overTcpFirst(SipHop hop) {
    return hop.transport() == SipTransport.UDP && mayHaveTcp(hop.address())
        ? Stream.of(new SipHop(SipTransport.TCP, hop.address()), hop)
        : Stream.of(hop);
  }

  private boolean mayHaveTcp(InetSocketAddress peer) {
    var since = withoutTcp.get(peer);
    return since == null || nanoTime.getAsLong() - since > MEMORY_NANOS;
  }

  /** A way was of no use, and the next one is taken. */
  void failed(SipHop way) {
    if (way.transport() == SipTransport.TCP) {
      if (withoutTcp.size() >= MAX_REMEMBERED) {
        withoutTcp.clear();
      }
      withoutTcp.put(way.address(), nanoTime.getAsLong());
    }
  }

  /** The request as it goes over this transport: one that begins a call may offer less. */
  SipRequest fitted(SipRequest request, SipTransport transport) {
    boolean beginsCall = request.method().equals("INVITE") && request.to().tag().isEmpty();
    return transport == SipTransport.UDP && beginsCall && isLong(request)
        ? shortened(request)
        : request;
  }

  private static SipRequest shortened(SipRequest request) {
    return Sdp.of(request)
        .map(sdp -> ShorterOffer.of(sdp, length(request) - LONGEST_DATAGRAM))
        .map(sdp -> request.toBuilder().body(Sdp.TYPE, sdp).build())
        .orElse(request);
  }

  private static boolean isLong(SipRequest request) {
    return length(request) > LONGEST_DATAGRAM;
  }

  /** [bytes] About what it takes on the wire; whoever writes much beyond ASCII needs some more. */
  private static int length(SipRequest request) {
    return FRAME
        + request.startLine().length()
        + request.headers().entries().stream().mapToInt(LongRequests::length).sum()
        + request.bodyLength();
  }

  private static int length(Header header) {
    return header.name().length() + header.value().length() + ": \r\n".length();
  }
}
