package io.siprouter.control;

import io.siprouter.config.AddressSetting;
import io.siprouter.config.AppConfig;
import io.siprouter.config.Server;
import io.siprouter.control.api.ApiParts;
import io.siprouter.control.audit.AuditLog;
import io.siprouter.control.audit.CommandAudit;
import io.siprouter.control.auth.Access;
import io.siprouter.control.http.HttpListeners;
import io.siprouter.control.http.HttpParts;
import io.siprouter.control.tls.ServedNames;
import io.siprouter.control.tls.ServerCertificate;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Who is let into the control interface, and the ways in over HTTP. Made and closed by one thread.
 */
final class Entrance implements AutoCloseable {

  private final AtomicReference<AppConfig> config;
  private final Access access;
  private final AuditLog audit;
  private final ServerCertificate certificate;
  private final InstantSource clock;
  private Optional<HttpListeners> listeners = Optional.empty();

  private Entrance(
      AtomicReference<AppConfig> config,
      Access access,
      AuditLog audit,
      ServerCertificate certificate,
      InstantSource clock) {
    this.config = config;
    this.access = access;
    this.audit = audit;
    this.certificate = certificate;
    this.clock = clock;
  }

  /** Reads who may come in; nobody is let in yet. */
  static Entrance open(AppConfig config, Path state, InstantSource clock) throws IOException {
    var current = new AtomicReference<>(config);
    var access = Access.open(state, config, clock);
    var certificate =
        ServerCertificate.open(
            state, () -> current.get().server().http(), () -> names(current.get().server()), clock);
    return new Entrance(current, access, new AuditLog(state), certificate, clock);
  }

  private static ServedNames names(Server server) {
    var configured = Stream.concat(server.http().names().stream(), fixed(server).stream());
    return ServedNames.ofThisMachine(configured.toList());
  }

  private static Optional<String> fixed(Server server) {
    return switch (server.lanAddress()) {
      case AddressSetting.Auto _ -> Optional.empty();
      case AddressSetting.Fixed(var address) -> Optional.of(address.getHostAddress());
    };
  }

  Access access() {
    return access;
  }

  CommandAudit audit() {
    return new CommandAudit(audit, clock);
  }

  /**
   * Lets people and programs in.
   *
   * @param further mounts what else is served
   */
  void serve(ApiParts api, Consumer<Router> further) {
    var server = config.get().server();
    var parts = new HttpParts(api, access, certificate, audit, clock);
    listeners =
        Optional.of(HttpListeners.start(server.http(), server.lanAddress(), parts, further));
  }

  /** The ports of HTTP that others have, and that are taken as soon as they are free. */
  List<String> waiting() {
    return listeners.map(HttpListeners::waiting).orElse(List.of());
  }

  /** Takes over users, tokens, names and certificate of another configuration. */
  void configure(AppConfig next) {
    config.set(next);
    access.store().configure(next);
  }

  /** Looks at the certificate's files soon. */
  void refresh() {
    certificate.refresh();
  }

  /** Where people find the pages. */
  String address() {
    var server = config.get().server();
    var http = server.http();
    var host = fixed(server).orElseGet(() -> names(server).forPeople());
    return http.httpsPort() > 0
        ? "https://%s:%d/".formatted(host.contains(":") ? "[" + host + "]" : host, http.httpsPort())
        : "http://localhost:%d/".formatted(http.port());
  }

  /** Where the first user is made, as long as there is none. */
  Optional<String> setupLink() {
    return access.setupSecret().map(secret -> address() + "setup#" + secret);
  }

  /** What to compare the certificate of the authority with. */
  String fingerprint() {
    return certificate.fingerprint();
  }

  @Override
  public void close() {
    listeners.ifPresent(HttpListeners::close);
    certificate.close();
    access.close();
    audit.close();
  }
}
