package io.siprouter.core.auth;

import io.siprouter.config.Device;
import io.siprouter.core.auth.Verdict.Authenticated;
import io.siprouter.core.auth.Verdict.Challenge;
import io.siprouter.core.auth.Verdict.Refused;
import io.siprouter.core.auth.Verdict.Strayed;
import io.siprouter.core.auth.Verdict.Wrong;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.sip.SipParseException;
import io.siprouter.sip.auth.Digest;
import io.siprouter.sip.auth.DigestAlgorithm;
import io.siprouter.sip.auth.DigestChallenge;
import io.siprouter.sip.auth.DigestCredentials;
import io.siprouter.sip.message.Header;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.uri.SipUri;
import io.siprouter.sip.uri.Uri;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks that requests come from our devices. Any thread. RFC 3261 §22, RFC 7616, RFC 8760.
 *
 * <p>Every method is challenged with 401, since towards devices we are always a user agent server,
 * never a proxy, and phones keep one set of credentials for one kind of challenge. The challenge
 * offers the algorithms of the device that the request claims to be, because some phones fail at
 * the sight of one they do not know.
 *
 * <p>A nonce that cannot be used (expired, of before a restart, issued to another address, counted
 * before) is answered with {@code stale=true} whatever comes with it, and nothing else is looked
 * at: so that phones try again without asking their user, and nobody learns about a password from
 * it. With a good nonce an unknown user costs the same hashes as a known one and gets the same
 * answer.
 */
public final class DigestAuthenticator {

  /** Says whether credentials are right for a password: the one costly step. */
  interface Proof {
    boolean holds(DigestCredentials given, String password, String method);
  }

  private static final Logger log = LoggerFactory.getLogger(DigestAuthenticator.class);

  private final String realm;
  private final Map<String, Device> byUsername;
  private final DigestOffers offers;
  private final Ledger ledger;

  /** What has been challenged and used so far, whoever the devices are. */
  private record Ledger(
      NonceKey key,
      Nonces nonces,
      UsedNonces used,
      Proof proof,
      LongAdder strayed,
      String decoyPassword) {}

  /**
   * @param nonceLifetime how long a nonce can be used before phones are given another
   */
  public DigestAuthenticator(
      String realm,
      Collection<Device> devices,
      NonceKey key,
      Duration nonceLifetime,
      InstantSource clock) {
    this(realm, devices, key, new Nonces(key, nonceLifetime, clock), Digest::verify);
  }

  DigestAuthenticator(
      String realm, Collection<Device> devices, NonceKey key, Nonces nonces, Proof proof) {
    this(
        realm,
        devices,
        new Ledger(
            key, nonces, new UsedNonces(), proof, new LongAdder(), UUID.randomUUID().toString()));
  }

  private DigestAuthenticator(String realm, Collection<Device> devices, Ledger ledger) {
    this.realm = realm;
    this.byUsername =
        devices.stream()
            .collect(Collectors.toUnmodifiableMap(Device::username, Function.identity()));
    this.offers = new DigestOffers(devices, ledger.key());
    this.ledger = ledger;
  }

  /** The same for other devices: the nonces that are under way can be used, and used but once. */
  public DigestAuthenticator knowing(String realm, Collection<Device> devices) {
    return new DigestAuthenticator(realm, devices, ledger);
  }

  /** How many requests with right credentials came from where their device is not expected. */
  public long strayed() {
    return ledger.strayed().sum();
  }

  /** Judges a request by its credentials and by where it came from. */
  public Verdict check(SipRequest request, SipFlow flow) {
    var source = flow.remote().getAddress();
    return credentials(request)
        .map(given -> judge(given, request, source))
        .orElseGet(() -> challenge(claimedName(request), request, source, false));
  }

  private Verdict judge(DigestCredentials given, SipRequest request, InetAddress source) {
    var nonce = ledger.nonces().accept(given.nonce(), source);
    if (nonce.isEmpty() || !offers.to(given.username()).contains(given.algorithm())) {
      return challenge(given.username(), request, source, true);
    }
    if (!isMeantFor(given.uri(), request.requestUri())) {
      return new Refused(400, "Digest URI Differs From Request URI");
    }
    return verify(given, nonce.get(), request, source);
  }

  private Verdict verify(
      DigestCredentials given, Nonce nonce, SipRequest request, InetAddress source) {
    var device = Optional.ofNullable(byUsername.get(given.username()));
    var password = device.map(known -> known.password().reveal()).orElse(ledger.decoyPassword());
    var right = ledger.proof().holds(given, password, request.method());
    if (!right || device.isEmpty()) {
      return new Wrong(challenge(given.username(), request, source, false));
    }
    return ledger.used().use(device.get().id(), nonce, given.nonceCount())
        ? admit(device.get(), request, source)
        : challenge(given.username(), request, source, true);
  }

  private Verdict admit(Device device, SipRequest request, InetAddress source) {
    if (!device.isExpectedFrom(source)) {
      ledger.strayed().increment();
      log.warn("{} proved its password from {}, where it is not expected", device.id(), source);
      return new Strayed(device, challenge(device.username(), request, source, false));
    }
    return request.method().equals("REGISTER") && !owns(device, request)
        ? new Refused(403, "Not Your Address Of Record")
        : new Authenticated(device);
  }

  private static boolean owns(Device device, SipRequest register) {
    var user = register.to().uri().user().orElse("");
    return user.equals(device.username()) || user.equals(device.extension());
  }

  private Optional<DigestCredentials> credentials(SipRequest request) {
    return request.headers().all("Authorization").stream()
        .flatMap(value -> parse(value).stream())
        .filter(this::answersUs)
        .findFirst();
  }

  /** Without qop and its count a replay could not be told. */
  private boolean answersUs(DigestCredentials given) {
    return given.realm().equals(realm) && given.hasQop() && !given.challenge().session();
  }

  private static Optional<DigestCredentials> parse(String value) {
    try {
      return Optional.of(DigestCredentials.parse(value));
    } catch (SipParseException _) {
      return Optional.empty();
    }
  }

  /**
   * Whether the answered URI is the requested one. Only its user counts, which says who is called
   * or registered: phones differ in how they write our host, with a port or without, as a name or
   * as an address.
   */
  private static boolean isMeantFor(String digestUri, SipUri requestUri) {
    try {
      return Uri.parse(digestUri).user().equals(requestUri.user());
    } catch (SipParseException _) {
      return false;
    }
  }

  private Challenge challenge(String name, SipRequest request, InetAddress source, boolean stale) {
    var nonce = ledger.nonces().issue(source, identity(request));
    return new Challenge(
        offers.to(name).stream().map(algorithm -> challenge(algorithm, nonce, stale)).toList());
  }

  private Header challenge(DigestAlgorithm algorithm, String nonce, boolean stale) {
    var challenge = DigestChallenge.of(realm, nonce, algorithm);
    return new Header("WWW-Authenticate", (stale ? challenge.asStale() : challenge).toString());
  }

  /** What a request has in common with its repetitions and no other. RFC 3261 §17.2.3. */
  private static String identity(SipRequest request) {
    return Stream.of("Via", "Call-ID", "CSeq", "Authorization")
        .flatMap(name -> request.headers().all(name).stream())
        .collect(Collectors.joining("\n"));
  }

  /** Who the sender says it is, before it shows credentials. */
  private static String claimedName(SipRequest request) {
    var sender = request.method().equals("REGISTER") ? request.to() : request.from();
    return sender.uri().user().orElse("");
  }
}
