package io.siprouter.control.http;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.siprouter.config.AddressSetting;
import io.siprouter.config.HttpSection;
import io.siprouter.control.api.ApiRouter;
import io.siprouter.control.api.ControlServer;
import io.siprouter.control.http.PatientListener.Place;
import io.siprouter.web.WebFiles;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
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
  private final List<PatientListener> ports = new CopyOnWriteArrayList<>();

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
   * Serves from now on, or as soon as a port that is taken is free.
   *
   * @param address where HTTPS is served, and plain HTTP if it is an address of this machine only
   * @param further mounts what else there is, behind all checks
   */
  public static HttpListeners start(
      HttpSection settings, AddressSetting address, HttpParts parts, Consumer<Router> further) {
    var listeners = new HttpListeners(settings, parts, further);
    listeners.listen(settings, address, parts);
    return listeners;
  }

  private void listen(HttpSection settings, AddressSetting address, HttpParts parts) {
    var fixed =
        switch (address) {
          case AddressSetting.Auto _ -> Optional.<InetAddress>empty();
          case AddressSetting.Fixed(var at) -> Optional.of(at);
        };
    if (settings.port() > 0) {
      var host = fixed.filter(InetAddress::isLoopbackAddress).map(InetAddress::getHostAddress);
      listen(
          options(),
          new Place("HTTP", host.orElse("127.0.0.1"), settings.port(), "server.http.port"));
    }
    if (settings.httpsPort() > 0) {
      var host = fixed.map(InetAddress::getHostAddress).orElse("0.0.0.0");
      listen(tls(parts), new Place("HTTPS", host, settings.httpsPort(), "server.http.httpsPort"));
    }
  }

  private void listen(HttpServerOptions options, Place place) {
    var listener =
        new PatientListener(
            vertx,
            place,
            () ->
                vertx
                    .createHttpServer(options)
                    .connectionHandler(patience::opened)
                    .invalidRequestHandler(Malformed::answer)
                    .requestHandler(router));
    ports.add(listener);
    listener.open();
  }

  /** Which ports are still taken by others. */
  public List<String> waiting() {
    return ports.stream().filter(it -> !it.isServed()).map(PatientListener::toString).toList();
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
