package io.siprouter.core.sip;

import io.siprouter.core.sip.transport.SipCounter;
import io.siprouter.core.sip.transport.SipTransport;
import java.net.InetSocketAddress;

/**
 * The SIP side of the daemon: sockets, transactions and dialogs. Made and closed by one thread; the
 * agent and the figures may be used by any.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class SipStack implements AutoCloseable {

  public SipStack(SipStackSettings settings) {}

  /** Takes the addresses and begins to serve; once. */
  public void start(TransactionUser user) throws SipBindException {
    throw new UnsupportedOperationException();
  }

  /** The address taken, with the port chosen by the system where the settings say 0. */
  public InetSocketAddress local(SipTransport transport) {
    throw new UnsupportedOperationException();
  }

  public SipAgent agent() {
    throw new UnsupportedOperationException();
  }

  public SipTables tables() {
    throw new UnsupportedOperationException();
  }

  public long count(SipCounter counter) {
    throw new UnsupportedOperationException();
  }

  /** Frees sockets and threads; calls are to be hung up before. Idempotent. */
  @Override
  public void close() {}
}
