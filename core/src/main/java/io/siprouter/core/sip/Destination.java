package io.siprouter.core.sip;

import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.sip.transport.SipTransport;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a request is sent, resolved beforehand.
 *
 * @param address the address that is connected to where no live flow is used
 * @param flow the flow a device registered over, used instead of {@code address} while its
 *     connection is alive
 */
public record Destination(
    SipTransport transport, InetSocketAddress address, @Nullable SipFlow flow) {

  public Destination {
    if (address.isUnresolved()) {
      throw new IllegalArgumentException("unresolved address: " + address);
    }
  }

  public Destination(SipTransport transport, InetSocketAddress address) {
    this(transport, address, null);
  }
}
