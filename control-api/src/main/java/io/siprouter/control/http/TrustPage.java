package io.siprouter.control.http;

import io.siprouter.control.tls.ServerCertificate;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** Explains how to trust the certificate, and hands out that of its authority. Any thread. */
final class TrustPage {

  static final Set<String> PATHS = Set.of("/trust", "/ca.crt");

  private final ServerCertificate certificate;
  private final String page;

  /**
   * @param page in which the fingerprint is to be put
   */
  TrustPage(ServerCertificate certificate, String page) {
    this.certificate = certificate;
    this.page = page;
  }

  void mount(Router router) {
    router.get("/trust").handler(this::show);
    router.get("/ca.crt").handler(this::handOut);
  }

  private void show(RoutingContext context) {
    context
        .response()
        .putHeader("Content-Type", "text/html; charset=utf-8")
        .end(page.replace("{{fingerprint}}", certificate.fingerprint()));
  }

  private void handOut(RoutingContext context) {
    context
        .response()
        .putHeader("Content-Type", "application/x-x509-ca-cert")
        .putHeader("Content-Disposition", "attachment; filename=\"siprouter-ca.crt\"")
        .end(certificate.authorityPem());
  }
}
