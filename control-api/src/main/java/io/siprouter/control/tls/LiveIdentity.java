package io.siprouter.control.tls;

import io.siprouter.config.pem.TlsIdentity;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Shows whatever certificate is the present one: handshakes from now on see it. Any thread. */
final class LiveIdentity extends X509ExtendedKeyManager {

  private static final String OWN = "own";

  private final AtomicReference<TlsIdentity> identity;

  LiveIdentity(TlsIdentity identity) {
    this.identity = new AtomicReference<>(identity);
  }

  TlsIdentity now() {
    return identity.get();
  }

  void replace(TlsIdentity other) {
    identity.set(other);
  }

  private @Nullable String alias(String keyType) {
    return now().key().getAlgorithm().equals(keyType) ? OWN : null;
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
    return alias(keyType);
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return alias(keyType);
  }

  @Override
  public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return new String[] {OWN};
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return now().chain().toArray(X509Certificate[]::new);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return now().key();
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }
}
