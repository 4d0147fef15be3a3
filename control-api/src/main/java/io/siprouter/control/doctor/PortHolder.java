package io.siprouter.control.doctor;

import io.siprouter.core.sip.transport.SipTransport;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Finds out who of this machine has a port, as far as we may know. */
public final class PortHolder {

  private PortHolder() {}

  /** The program that receives there; empty where it cannot be found out. */
  public static Optional<String> of(SipTransport transport, InetSocketAddress place) {
    var sockets = new SocketTable(Machine.THIS).receivingAt(transport, place);
    return new Processes(Machine.THIS).withSocket(sockets).map(Processes.Holder::toString);
  }
}
