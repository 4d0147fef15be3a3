package io.siprouter.core;

import io.siprouter.config.AppConfig;
import io.siprouter.config.Provider;
import io.siprouter.config.Server;
import io.siprouter.config.pem.PemException;
import io.siprouter.core.loop.EventLoop;
import io.siprouter.core.loop.EventLoops;
import io.siprouter.core.sip.tls.IdentityFiles;
import io.siprouter.core.sip.tls.TlsClient;
import io.siprouter.core.sip.tls.TlsServer;
import io.siprouter.core.sip.tls.TlsServer.PeerCertificate;
import io.siprouter.core.trunk.TlsClients;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the configuration says about TLS, as the SIP stack and the trunks use it. Its loop {@code
 * certificates} looks for changed files again and again; the looking is done on {@code work-*}.
 */
final class Certificates implements TlsClients, AutoCloseable {

  private enum Deadline {
    NEXT_LOOK
  }

  private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);
  private static final Duration PERIOD = Duration.ofSeconds(10);

  private final Optional<TlsServer> server;
  private final Map<String, TlsClient> clients = new HashMap<>();
  private final Executor work;
  private final EventLoop<Deadline> loop;

  /**
   * Reads all files.
   *
   * @throws IllegalStateException if one has become unusable since the configuration was read
   */
  Certificates(AppConfig config, EventLoops loops, Executor work, InstantSource clock) {
    this.work = work;
    this.server = config.server().sip().tls().map(tls -> server(tls, clock));
    for (var provider : config.providers()) {
      if (provider.transport() == Provider.Transport.TLS) {
        clients.put(provider.id(), client(provider, clock));
      }
    }
    this.loop =
        loops.start("certificates", Deadline.class, e -> LOG.error("certificates not read", e));
  }

  private static TlsServer server(Server.Tls tls, InstantSource clock) {
    var wanted =
        switch (tls.clientAuth()) {
          case NONE -> PeerCertificate.NONE;
          case OPTIONAL -> PeerCertificate.OPTIONAL;
          case REQUIRED -> PeerCertificate.REQUIRED;
        };
    var files = new IdentityFiles(tls.cert(), tls.key());
    try {
      return TlsServer.of(new TlsServer.Settings(files, wanted, tls.ca()), clock);
    } catch (PemException e) {
      throw new IllegalStateException("server.sip.tls has changed: " + e.getMessage(), e);
    }
  }

  private static TlsClient client(Provider provider, InstantSource clock) {
    var tls = provider.tls();
    var identity = tls.cert().flatMap(cert -> tls.key().map(key -> new IdentityFiles(cert, key)));
    if (!tls.verify()) {
      LOG.warn(
          "Provider {}: its TLS certificate is not verified, anybody can pretend to be it",
          provider.id());
    }
    try {
      return TlsClient.of(new TlsClient.Settings(tls.ca(), identity, tls.verify()), clock);
    } catch (PemException e) {
      throw new IllegalStateException(
          "tls of provider %s has changed: %s".formatted(provider.id(), e.getMessage()), e);
    }
  }

  Optional<TlsServer> server() {
    return server;
  }

  @Override
  public TlsClient of(Provider provider) {
    return Objects.requireNonNull(clients.get(provider.id()), provider.id());
  }

  /** Begins to look for changed files. */
  void watch() {
    loop.execute(this::awaitNextLook);
  }

  private void awaitNextLook() {
    loop.schedule(
        Deadline.NEXT_LOOK,
        PERIOD,
        () -> {
          reload();
          awaitNextLook();
        });
  }

  /** Looks for changed files soon. */
  void reload() {
    server.ifPresent(tls -> work.execute(tls::refresh));
    clients.values().forEach(tls -> work.execute(tls::refresh));
  }

  @Override
  public void close() {
    loop.close();
  }
}
