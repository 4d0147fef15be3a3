package io.siprouter.config;

import io.siprouter.config.pem.PemException;
import io.siprouter.config.pem.PemFile;
import io.siprouter.config.pem.TlsIdentity;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Makes the file names of certificates and keys absolute, and says which cannot be used. */
final class TlsCheck {
  private static final String CERTIFICATE = "a PEM file with a certificate that is valid now";
  private static final String KEY = "a PEM file with the PKCS#8 key of the certificate";
  private static final String AUTHORITIES = "a PEM file of certificates";

  private final Path configFile;
  private final InstantSource clock;
  private final List<Fault> faults = new ArrayList<>();

  /**
   * @param configFile relative files are looked for beside it
   */
  TlsCheck(Path configFile, InstantSource clock) {
    this.configFile = configFile;
    this.clock = clock;
  }

  /**
   * Checks the server's TLS and that of every provider.
   *
   * @param complete with its defaults; file names are replaced in place
   */
  List<Fault> check(Located given, Located complete) {
    var sip = complete.at("server").at("sip");
    if (sip.has("tls")) {
      checkServer(sip);
    }
    checkFiles(complete.at("server").at("http").at("tls"));
    var written = given.at("providers").items().toList();
    var meant = complete.at("providers").items().toList();
    for (int i = 0; i < written.size(); i++) {
      checkTransport(written.get(i), meant.get(i));
    }
    complete.at("providers").items().map(provider -> provider.at("tls")).forEach(this::checkFiles);
    return faults;
  }

  private void checkServer(Located sip) {
    var tls = sip.at("tls");
    boolean asksPeers = !tls.at("clientAuth").text().equals(Optional.of("none"));
    if (asksPeers && !tls.has("ca")) {
      faults.add(tls.at("clientAuth").fault("without ca", "\"none\", or ca beside it"));
    }
    if (!asksPeers && tls.has("ca")) {
      faults.add(tls.at("ca").fault("of no use", "clientAuth beside it"));
    }
    if (sip.at("tlsPort").number().equals(sip.at("tcpPort").number())) {
      faults.add(sip.at("tlsPort").fault("as " + sip.at("tcpPort").path(), "another port"));
    }
    checkFiles(tls);
  }

  /** Who writes down how TLS is to be done must not get UDP. */
  private void checkTransport(Located written, Located meant) {
    if (written.has("tls") && !meant.at("transport").text().equals(Optional.of("tls"))) {
      faults.add(written.at("tls").fault("of no use", "transport \"tls\" beside it"));
    }
  }

  private void checkFiles(Located tls) {
    var ca = file(tls, "ca");
    ca.ifPresent(file -> checkAuthorities(tls.at("ca"), file));
    var cert = file(tls, "cert");
    var key = file(tls, "key");
    checkIdentity(tls, cert, key);
    ca.ifPresent(file -> makeAbsolute(tls, "ca", file));
    cert.ifPresent(file -> makeAbsolute(tls, "cert", file));
    key.ifPresent(file -> makeAbsolute(tls, "key", file));
  }

  private void checkIdentity(Located tls, Optional<Path> cert, Optional<Path> key) {
    if (cert.isPresent() && key.isPresent()) {
      checkIdentity(tls, cert.get(), key.get());
    } else if (tls.has("cert") != tls.has("key")) {
      var lone = tls.at(tls.has("cert") ? "cert" : "key");
      faults.add(lone.fault("alone", "cert and key together"));
    }
  }

  private Optional<Path> file(Located tls, String field) {
    return tls.at(field).text().flatMap(name -> absolute(tls.at(field), name));
  }

  private Optional<Path> absolute(Located place, String name) {
    try {
      return Optional.of(configFile.resolveSibling(name).toAbsolutePath());
    } catch (InvalidPathException _) {
      faults.add(place.fault("a PEM file"));
      return Optional.empty();
    }
  }

  private static void makeAbsolute(Located tls, String field, Path file) {
    ((ObjectNode) tls.node()).put(field, file.toString());
  }

  private void checkAuthorities(Located place, Path file) {
    try {
      PemFile.certificates(file);
    } catch (PemException e) {
      faults.add(place.fault("which " + e.reason(), AUTHORITIES));
    }
  }

  private void checkIdentity(Located tls, Path cert, Path key) {
    try {
      TlsIdentity.chain(cert, clock.instant());
    } catch (PemException e) {
      faults.add(tls.at("cert").fault("which " + e.reason(), CERTIFICATE));
      return;
    }
    try {
      TlsIdentity.read(cert, key, clock.instant());
    } catch (PemException e) {
      faults.add(tls.at("key").fault("which " + e.reason(), KEY));
    }
  }
}
