package io.siprouter.core.sip;

import io.siprouter.core.sip.tls.TlsPeer;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.sip.transport.SipHop;
import io.siprouter.core.sip.transport.SipTransport;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a request is sent, resolved beforehand.
 *
 * @param address the address that is connected to where no live flow is used
 * @param flow the flow a device registered over, used instead of {@code address} while its
 *     connection is alive
 * @param patience how long the peer may be silent before the request counts as lost there; null: as
 *     long as a transaction lasts
 * @param tls whom the certificate at {@code address} has to name: needed to connect by TLS
 */
public record Destination(
    SipTransport transport,
    InetSocketAddress address,
    @Nullable SipFlow flow,
    @Nullable Duration patience,
    @Nullable TlsPeer tls) {

  public Destination {
    if (address.isUnresolved()) {
      throw new IllegalArgumentException("unresolved address: " + address);
    }
  }

  public Destination(SipTransport transport, InetSocketAddress address, @Nullable SipFlow flow) {
    this(transport, address, flow, null, flow == null ? null : flow.tls());
  }

  public Destination(SipTransport transport, InetSocketAddress address) {
    this(transport, address, null, null, null);
  }

  /** The same address, reached by TLS. */
  public Destination withTls(TlsPeer whom) {
    return new Destination(transport, address, flow, patience, whom);
  }

  /** An address to connect to by TLS. */
  public static Destination overTls(InetSocketAddress address, TlsPeer tls) {
    return new Destination(SipTransport.TLS, address).withTls(tls);
  }

  /** Who is at the other end, if no live flow leads there. */
  public SipHop hop() {
    return new SipHop(transport, address, tls);
  }

  public Destination withPatience(@Nullable Duration limit) {
    return new Destination(transport, address, flow, limit, tls);
  }
}
