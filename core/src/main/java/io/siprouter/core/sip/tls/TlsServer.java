package io.siprouter.core.sip.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.siprouter.config.pem.PemException;
import io.siprouter.config.pem.TlsIdentity;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** What peers that connect to us are shown, and what they have to show. Any thread. */
public final class TlsServer {

  /** Whether peers show a certificate of their own. */
  public enum PeerCertificate {
    NONE,
    OPTIONAL,
    REQUIRED
  }

  /**
   * What the user chose.
   *
   * @param authorities who has to have signed the certificates of peers; only without {@link
   *     PeerCertificate#NONE}
   */
  public record Settings(
      IdentityFiles identity, PeerCertificate wanted, Optional<Path> authorities) {}

  private final InstantSource clock;
  private volatile ContextFiles files;

  private TlsServer(Settings settings, InstantSource clock) throws PemException {
    this.clock = clock;
    this.files = files(settings, clock);
  }

  private static ContextFiles files(Settings settings, InstantSource clock) throws PemException {
    var identity = settings.identity();
    return new ContextFiles(
        Stream.concat(
                Stream.of(identity.certificate(), identity.key()), settings.authorities().stream())
            .toList(),
        () -> make(settings, clock));
  }

  public static TlsServer of(Settings settings, InstantSource clock) throws PemException {
    return new TlsServer(settings, clock);
  }

  private static SslContext make(Settings settings, InstantSource clock)
      throws PemException, SSLException {
    var files = settings.identity();
    var own = TlsIdentity.read(files.certificate(), files.key(), clock.instant());
    var builder =
        SslContextBuilder.forServer(own.key(), own.chain())
            .sslProvider(SslProvider.JDK)
            .protocols(TlsClient.VERSIONS)
            .clientAuth(clientAuth(settings.wanted()));
    if (settings.wanted() != PeerCertificate.NONE) {
      builder.trustManager(Authorities.of(settings.authorities()));
    }
    return builder.build();
  }

  private static ClientAuth clientAuth(PeerCertificate wanted) {
    return switch (wanted) {
      case NONE -> ClientAuth.NONE;
      case OPTIONAL -> ClientAuth.OPTIONAL;
      case REQUIRED -> ClientAuth.REQUIRE;
    };
  }

  /** Follows other settings for connections to come. Waits for the disk. */
  public void apply(Settings settings) throws PemException {
    files = files(settings, clock);
  }

  /** Takes changed files over for connections to come. Waits for the disk. */
  public void refresh() {
    files.refresh();
  }

  /** The TLS of a connection that a peer has made. */
  public SslHandler handler(ByteBufAllocator buffers) {
    return files.context().newHandler(buffers);
  }
}
