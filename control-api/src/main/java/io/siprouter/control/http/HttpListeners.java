package io.siprouter.control.http;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.siprouter.config.AddressSetting;
import io.siprouter.config.HttpSection;
import io.siprouter.control.api.ApiRouter;
import io.siprouter.control.api.ControlServer;
import io.siprouter.web.WebFiles;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the control interface and its pages: over HTTPS to everybody, over plain HTTP to this
 * machine. Made and closed by one thread; requests are served on Vert.x's.
 */
public final class HttpListeners implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(HttpListeners.class);
  private static final int PATIENCE_S = 5;

  /** Longer than any command takes, such as a call that rings. */
  private static final int IDLE_S = 300;

  private static final Set<String> HEALTH = Set.of("/healthz", "/readyz");

  private final Vertx vertx;
  private final ConnectionCount connections;
  private final LastingProofs proofs;
  private final Patience patience;
  private final Router router;

  private HttpListeners(HttpSection settings, HttpParts parts, Consumer<Router> further) {
    connections = new ConnectionCount(settings.maxConnections());
    vertx =
        Vertx.builder()
            .with(
                new VertxOptions()
                    .setEventLoopPoolSize(2)
                    .setWorkerPoolSize(1)
                    .setInternalBlockingPoolSize(1))
            .withTransport(new DoorTransport(connections))
            .build();
    proofs = new LastingProofs(vertx);
    patience = new Patience(vertx, proofs);
    router = router(parts, further);
  }

  /**
   * Serves from now on.
   *
   * @param address where HTTPS is served, and plain HTTP if it is an address of this machine only
   * @param further mounts what else there is, behind all checks
   * @throws HttpBindException if a port is taken; nothing is left running then
   */
  public static HttpListeners start(
      HttpSection settings, AddressSetting address, HttpParts parts, Consumer<Router> further)
      throws HttpBindException {
    var listeners = new HttpListeners(settings, parts, further);
    try {
      listeners.listen(settings, address, parts);
      return listeners;
    } catch (HttpBindException e) {
      listeners.close();
      throw e;
    }
  }

  private void listen(HttpSection settings, AddressSetting address, HttpParts parts)
      throws HttpBindException {
    var fixed =
        switch (address) {
          case AddressSetting.Auto _ -> Optional.<InetAddress>empty();
          case AddressSetting.Fixed(var at) -> Optional.of(at);
        };
    if (settings.port() > 0) {
      var host = fixed.filter(InetAddress::isLoopbackAddress).map(InetAddress::getHostAddress);
      listen(options(), "HTTP", host.orElse("127.0.0.1"), settings.port(), "server.http.port");
    }
    if (settings.httpsPort() > 0) {
      var host = fixed.map(InetAddress::getHostAddress).orElse("0.0.0.0");
      listen(tls(parts), "HTTPS", host, settings.httpsPort(), "server.http.httpsPort");
    }
  }

  private void listen(
      HttpServerOptions options, String protocol, String host, int port, String setting)
      throws HttpBindException {
    try {
      vertx
          .createHttpServer(options)
          .connectionHandler(patience::opened)
          .invalidRequestHandler(Malformed::answer)
          .requestHandler(router)
          .listen(port, host)
          .await(PATIENCE_S, SECONDS);
    } catch (TimeoutException e) {
      throw new HttpBindException(protocol, host, port, setting, e);
    } catch (Exception e) { // await throws whatever binding fails with, declared or not
      throw new HttpBindException(protocol, host, port, setting, e);
    }
  }

  private static HttpServerOptions options() {
    var options = ControlServer.options();
    options.setHttp2ClearTextEnabled(false).setTcpKeepAlive(true).setIdleTimeout(IDLE_S);
    return options;
  }

  /** HTTP/1.1 only: what HTTP/2 would win for a few pages is not worth its ways to be attacked. */
  private static HttpServerOptions tls(HttpParts parts) {
    var options = options();
    options
        .setSsl(true)
        .setUseAlpn(false)
        .setSslEngineOptions(new JdkSSLEngineOptions())
        .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
        .setSslHandshakeTimeout(Patience.FIRST.toSeconds())
        .setKeyCertOptions(KeyCertOptions.wrap(parts.certificate().keyManager()));
    return options;
  }

  private Router router(HttpParts parts, Consumer<Router> further) {
    var files = WebFiles.load();
    var pages = new Pages(files);
    var trust = new TrustPage(parts.certificate(), files.text("/trust.html"));
    var all = Router.router(vertx);
    all.route().handler(new SecurityHeaders(parts.certificate()::isConfigured)::add);
    all.route().handler(patience::begins);
    all.route().handler(new KnownHosts(parts.certificate()::isCalled)::check);
    all.route()
        .handler(
            new Authentication(parts.access(), context -> isPublic(context, pages), proofs)::check);
    new LoginRoutes(parts.access(), parts.audit(), parts.clock()).mount(all);
    trust.mount(all);
    pages.mount(all);
    further.accept(all);
    ApiRouter.mount(all, parts.api());
    return all;
  }

  private static boolean isPublic(RoutingContext context, Pages pages) {
    var path = Paths.of(context);
    return switch (context.request().method().name()) {
      case "GET", "HEAD" ->
          HEALTH.contains(path) || TrustPage.PATHS.contains(path) || pages.has(path);
      case "POST" -> path.equals(LoginRoutes.LOGIN) || path.equals(LoginRoutes.SETUP);
      default -> false;
    };
  }

  /** How many connections there are. */
  public int connections() {
    return connections.open();
  }

  /** How many connections were closed at once because there were too many. */
  public long refusedConnections() {
    return connections.refused();
  }

  /** Closes all of them. Idempotent. */
  @Override
  public void close() {
    try {
      vertx.close().await(PATIENCE_S, SECONDS);
    } catch (TimeoutException e) {
      log.warn("the HTTP listeners did not close in time", e);
    }
  }
}
