package io.siprouter.core.sip;

import io.siprouter.core.sip.transport.SipFlow;
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
 */
public record Destination(
    SipTransport transport,
    InetSocketAddress address,
    @Nullable SipFlow flow,
    @Nullable Duration patience) {

  public Destination {
    if (address.isUnresolved()) {
      throw new IllegalArgumentException("unresolved address: " + address);
    }
  }

  public Destination(SipTransport transport, InetSocketAddress address, @Nullable SipFlow flow) {
    this(transport, address, flow, null);
  }

  public Destination(SipTransport transport, InetSocketAddress address) {
    this(transport, address, null);
  }

  public Destination withPatience(@Nullable Duration limit) {
    return new Destination(transport, address, flow, limit);
  }
}
