package io.siprouter.control.tls;

import io.siprouter.config.HttpSection;
import io.siprouter.config.HttpTls;
import io.siprouter.config.pem.PemException;
import io.siprouter.config.pem.TlsIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.X509ExtendedKeyManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate of the pages: that of the configuration, else one of our own. Its thread {@code
 * http-certificate} looks now and then whether files, names or the time ask for another one, which
 * new connections are shown then.
 */
public final class ServerCertificate implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ServerCertificate.class);
  private static final Duration RENEWED_BEFORE = Duration.ofDays(30);
  private static final int LOOK_EVERY_S = 10;

  private final Path folder;
  private final Supplier<HttpSection> settings;
  private final Supplier<ServedNames> names;
  private final InstantSource clock;
  private final OwnAuthority authority;
  private final AtomicReference<ServedNames> signedFor;
  private final AtomicReference<ServedNames> served;
  private final LiveIdentity live;
  private final AtomicReference<String> complaint = new AtomicReference<>("");
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("http-certificate").factory());

  private ServerCertificate(
      Path folder, Supplier<HttpSection> settings, Supplier<ServedNames> names, InstantSource clock)
      throws IOException {
    this.folder = folder;
    this.settings = settings;
    this.names = names;
    this.clock = clock;
    this.authority = authority();
    this.signedFor = new AtomicReference<>(names.get());
    this.served = new AtomicReference<>(signedFor.get());
    this.live = new LiveIdentity(first());
  }

  /**
   * Reads or makes what is needed, and begins to look.
   *
   * @param state the folder of the daemon's state, which exists
   */
  public static ServerCertificate open(
      Path state, Supplier<HttpSection> settings, Supplier<ServedNames> names, InstantSource clock)
      throws IOException {
    var folder =
        Files.createDirectories(
            state.resolve("tls"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    var certificate = new ServerCertificate(folder, settings, names, clock);
    var _ =
        certificate.looks.scheduleWithFixedDelay(
            certificate::look, LOOK_EVERY_S, LOOK_EVERY_S, TimeUnit.SECONDS);
    return certificate;
  }

  private OwnAuthority authority() throws IOException {
    var file = new IdentityFile(folder.resolve("ca.pem"));
    var kept = file.read(clock.instant());
    if (kept.isPresent()) {
      return new OwnAuthority(kept.get());
    }
    var made = OwnAuthority.make(names.get(), clock.instant());
    putAside(folder.resolve("ca.pem"));
    file.write(made.identity());
    return made;
  }

  /** Devices trust what is in it: it may have been valid by a clock that was right. */
  private static void putAside(Path authority) throws IOException {
    if (Files.exists(authority)) {
      var old = authority.resolveSibling("ca.pem.old");
      Files.move(authority, old, StandardCopyOption.REPLACE_EXISTING);
      log.warn(
          "The authority of {} cannot be used now; devices have to trust another one. It is kept as"
              + " {}",
          authority,
          old);
    }
  }

  private TlsIdentity first() throws IOException {
    var tls = settings.get().tls();
    if (tls.isPresent()) {
      return configured(tls.get())
          .orElseThrow(() -> new IOException("server.http.tls has changed and is unusable"));
    }
    var file = new IdentityFile(folder.resolve("server.pem"));
    var kept = file.read(clock.instant()).filter(this::isOurs);
    return kept.isPresent() && !isDue(kept.get()) ? kept.get() : issue();
  }

  /** Whether it is signed by the authority, for the names there are now. */
  private boolean isOurs(TlsIdentity kept) {
    return kept.chain().getLast().equals(authority.certificate())
        && SignedNames.of(kept.chain().getFirst())
            .equals(authority.permitted(signedFor.get()).all());
  }

  private boolean isDue(TlsIdentity identity) {
    var end = identity.chain().getFirst().getNotAfter().toInstant();
    return !clock.instant().isBefore(end.minus(RENEWED_BEFORE));
  }

  private TlsIdentity issue() throws IOException {
    var identity = authority.issue(signedFor.get(), clock.instant());
    new IdentityFile(folder.resolve("server.pem")).write(identity);
    return identity;
  }

  private Optional<TlsIdentity> configured(HttpTls tls) {
    try {
      var identity = TlsIdentity.read(tls.cert(), tls.key(), clock.instant());
      complaint.set("");
      return Optional.of(identity);
    } catch (PemException e) {
      complain(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** Says each thing once, however often it is seen. */
  private void complain(String why) {
    if (!complaint.getAndSet(why).equals(why)) {
      log.warn("The certificate of the pages stays as it is: {}", why);
    }
  }

  /** Takes over soon what has changed, without waiting for the next regular look. Any thread. */
  public void refresh() {
    looks.execute(this::look);
  }

  /** Takes over what has changed. */
  void look() {
    try {
      served.set(names.get());
      var tls = settings.get().tls();
      if (tls.isPresent()) {
        configured(tls.get()).ifPresent(this::show);
      } else {
        lookAtOwn();
      }
    } catch (IOException | RuntimeException e) { // an interface may vanish while it is looked at
      complain(e.toString());
    }
  }

  private void lookAtOwn() throws IOException {
    var current = served.get();
    var isOthers = !live.now().chain().getLast().equals(authority.certificate());
    if (isOthers || !current.equals(signedFor.get()) || isDue(live.now())) {
      signedFor.set(current);
      show(issue());
    }
  }

  private void show(TlsIdentity identity) {
    if (!identity.chain().equals(live.now().chain())) {
      live.replace(identity);
      log.info(
          "Pages have another certificate, for {}", SignedNames.of(identity.chain().getFirst()));
    }
  }

  /** What this server is called at the moment, by whoever takes its certificate for it. */
  public boolean isCalled(String name) {
    return served.get().all().contains(name)
        || SignedNames.of(live.now().chain().getFirst()).contains(name);
  }

  /** Shows the certificate in handshakes. */
  public X509ExtendedKeyManager keyManager() {
    return live;
  }

  /** Whether it is that of the configuration. */
  public boolean isConfigured() {
    return settings.get().tls().isPresent();
  }

  /** The certificate of the authority, for people to install. */
  public String authorityPem() {
    return IdentityFile.certificates(authority.identity());
  }

  /** SHA-256 of the certificate of the authority, as browsers show it. */
  public String fingerprint() {
    return Fingerprint.of(authority.certificate());
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
