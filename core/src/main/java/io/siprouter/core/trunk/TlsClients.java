package io.siprouter.core.trunk;

import io.siprouter.config.Provider;
import io.siprouter.core.sip.tls.TlsClient;

/** How each provider with transport TLS is to be met. Any thread. */
@FunctionalInterface
public interface TlsClients {

  /** The same one each time for one provider. */
  TlsClient of(Provider provider);
}
