package io.siprouter.core.sip.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.NetUtil;
import io.siprouter.config.pem.PemException;
import io.siprouter.config.pem.TlsIdentity;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;

/**
 * How we connect to servers of one provider: whom we trust, and what we prove ourselves with. Any
 * thread.
 */
public final class TlsClient {
  static final List<String> VERSIONS = List.of("TLSv1.3", "TLSv1.2");

  /**
   * What the user chose.
   *
   * @param authorities whom to trust; empty: those that came with the Java runtime
   * @param identity our own certificate, if we have one to show
   * @param verify false takes any certificate of anybody
   */
  public record Settings(
      Optional<Path> authorities, Optional<IdentityFiles> identity, boolean verify) {

    /** Trusts public authorities and shows no certificate. */
    public static Settings defaults() {
      return new Settings(Optional.empty(), Optional.empty(), true);
    }
  }

  private final Settings settings;
  private final InstantSource clock;
  private final ContextFiles files;

  private TlsClient(Settings settings, InstantSource clock) throws PemException {
    this.settings = settings;
    this.clock = clock;
    this.files = new ContextFiles(files(settings), this::make);
  }

  public static TlsClient of(Settings settings, InstantSource clock) throws PemException {
    return new TlsClient(settings, clock);
  }

  private static List<Path> files(Settings settings) {
    return Stream.concat(
            settings.authorities().stream(),
            settings.identity().stream().flatMap(own -> Stream.of(own.certificate(), own.key())))
        .toList();
  }

  private SslContext make() throws PemException, SSLException {
    var builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK).protocols(VERSIONS);
    if (settings.verify()) {
      builder.trustManager(new DomainTrust(Authorities.of(settings.authorities())));
    } else {
      builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
    }
    if (settings.identity().isPresent()) {
      var own = settings.identity().get();
      var identity = TlsIdentity.read(own.certificate(), own.key(), clock.instant());
      builder.keyManager(identity.key(), identity.chain());
    }
    return builder.build();
  }

  public Settings settings() {
    return settings;
  }

  /** Takes changed files over for connections to come. Waits for the disk. */
  public void refresh() {
    files.refresh();
  }

  /**
   * The TLS of a new connection.
   *
   * @param domain whom the certificate has to name, and who is asked for by SNI if it is a name
   */
  SslHandler handler(ByteBufAllocator buffers, String domain, int port) {
    var handler = files.context().newHandler(buffers, domain, port);
    var parameters = handler.engine().getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm(""); // HTTPS has other rules than DomainTrust
    if (!NetUtil.isValidIpV4Address(domain) && !NetUtil.isValidIpV6Address(domain)) {
      parameters.setServerNames(List.of(new SNIHostName(domain)));
    }
    handler.engine().setSSLParameters(parameters);
    return handler;
  }
}
