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
import org.jspecify.annotations.Nullable;
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

  private final Executor work;
  private final InstantSource clock;
  private final EventLoop<Deadline> loop;
  private final @Nullable TlsServer server;
  private volatile Map<String, TlsClient> clients = Map.of();

  /**
   * Reads all files.
   *
   * @throws IllegalStateException if one has become unusable since the configuration was read
   */
  Certificates(AppConfig config, EventLoops loops, Executor work, InstantSource clock) {
    this.work = work;
    this.clock = clock;
    try {
      var tls = config.server().sip().tls();
      this.server = tls.isPresent() ? TlsServer.of(settings(tls.get()), clock) : null;
      apply(config);
    } catch (PemException e) {
      throw new IllegalStateException("A file has changed: " + e.getMessage(), e);
    }
    this.loop =
        loops.start("certificates", Deadline.class, e -> LOG.error("certificates not read", e));
  }

  /**
   * Follows this configuration for connections to come, all of it or nothing. One thread at a time;
   * waits for the disk.
   *
   * @throws PemException if a file has become unusable since the configuration was read
   */
  void apply(AppConfig config) throws PemException {
    var next = new HashMap<String, TlsClient>();
    for (var provider : config.providers()) {
      if (provider.transport() == Provider.Transport.TLS) {
        next.put(provider.id(), client(provider));
      }
    }
    var tls = config.server().sip().tls();
    if (server != null && tls.isPresent()) {
      server.apply(settings(tls.get()));
    }
    clients = Map.copyOf(next);
  }

  private static TlsServer.Settings settings(Server.Tls tls) {
    var wanted =
        switch (tls.clientAuth()) {
          case NONE -> PeerCertificate.NONE;
          case OPTIONAL -> PeerCertificate.OPTIONAL;
          case REQUIRED -> PeerCertificate.REQUIRED;
        };
    return new TlsServer.Settings(new IdentityFiles(tls.cert(), tls.key()), wanted, tls.ca());
  }

  /** The one there is, if nothing has changed about it. */
  private TlsClient client(Provider provider) throws PemException {
    var tls = provider.tls();
    var identity = tls.cert().flatMap(cert -> tls.key().map(key -> new IdentityFiles(cert, key)));
    var settings = new TlsClient.Settings(tls.ca(), identity, tls.verify());
    var known = clients.get(provider.id());
    if (known != null && known.settings().equals(settings)) {
      return known;
    }
    if (!tls.verify()) {
      LOG.warn(
          "Provider {}: its TLS certificate is not verified, anybody can pretend to be it",
          provider.id());
    }
    return TlsClient.of(settings, clock);
  }

  Optional<TlsServer> server() {
    return Optional.ofNullable(server);
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
    server().ifPresent(tls -> work.execute(tls::refresh));
    clients.values().forEach(tls -> work.execute(tls::refresh));
  }

  @Override
  public void close() {
    loop.close();
  }
}
