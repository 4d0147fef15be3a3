package io.siprouter.core.auth;

import io.siprouter.config.AppConfig.Device;
import io.siprouter.config.DigestName;
import io.siprouter.core.auth.Verdict.Authenticated;
import io.siprouter.core.auth.Verdict.Challenge;
import io.siprouter.core.auth.Verdict.Refused;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks that requests come from our devices. Any thread; keeps nothing between requests. RFC 3261
 * §22, RFC 7616, RFC 8760.
 *
 * <p>Every method is challenged with 401, since towards devices we are always a user agent server,
 * never a proxy, and phones keep one set of credentials for one kind of challenge. The challenge
 * offers the algorithms of the device that the request claims to be, because some phones fail at
 * the sight of one they do not know. An unknown user costs the same work and gets the same answer
 * as a wrong password of a device with the default algorithms. A right answer to a nonce that
 * cannot be used (expired, issued to another address, made under another key) gets {@code
 * stale=true}, so that phones try again without asking their user.
 */
public final class DigestAuthenticator {

  private static final Logger log = LoggerFactory.getLogger(DigestAuthenticator.class);
  private static final int UNAUTHORIZED = 401;

  /** Of unknown users, who look like devices of the default configuration. */
  private static final List<DigestAlgorithm> DEFAULT = List.of(DigestAlgorithm.MD5);

  private final String realm;
  private final Map<String, Device> byUsername;
  private final Map<String, Device> byExtension;
  private final Nonces nonces;
  private final LongAdder strayed = new LongAdder();
  private final String decoyPassword = UUID.randomUUID().toString();

  public DigestAuthenticator(String realm, Collection<Device> devices, Nonces nonces) {
    this.realm = realm;
    this.byUsername = by(Device::username, devices);
    this.byExtension = by(Device::extension, devices);
    this.nonces = nonces;
  }

  private static Map<String, Device> by(Function<Device, String> name, Collection<Device> devices) {
    return devices.stream().collect(Collectors.toUnmodifiableMap(name, Function.identity()));
  }

  /** How many requests with right credentials came from where their device is not expected. */
  public long strayed() {
    return strayed.sum();
  }

  /** Judges a request by its credentials and by where it came from. */
  public Verdict check(SipRequest request, SipFlow flow) {
    var source = flow.remote().getAddress();
    return credentials(request)
        .map(given -> judge(given, request, source))
        .orElseGet(() -> challenge(request, source, false));
  }

  private Verdict judge(DigestCredentials given, SipRequest request, InetAddress source) {
    if (!isMeantFor(given.uri(), request.requestUri())) {
      return new Refused(400, "Digest URI Differs From Request URI");
    }
    var device = byUsername(given.username());
    var password = device.map(known -> known.password().reveal()).orElse(decoyPassword);
    var right = Digest.verify(given, password, request.method());
    var usable = nonces.accepts(given.nonce(), source);
    return right && usable
        ? device
            .map(known -> admit(known, request, source))
            .orElseGet(() -> challenge(request, source, false))
        : challenge(request, source, right && device.isPresent());
  }

  private Verdict admit(Device device, SipRequest request, InetAddress source) {
    if (!device.isExpectedFrom(source)) {
      strayed.increment();
      log.warn("{} proved its password from {}, where it is not expected", device.id(), source);
      return new Refused(403, "Not Expected From There");
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

  private boolean answersUs(DigestCredentials given) {
    return given.realm().equals(realm)
        && accepted(given.username()).contains(given.algorithm())
        && given.hasQop()
        && !given.challenge().session();
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

  private Challenge challenge(SipRequest request, InetAddress source, boolean stale) {
    var nonce = nonces.issue(source);
    return new Challenge(
        UNAUTHORIZED,
        offered(request).stream().map(algorithm -> challenge(algorithm, nonce, stale)).toList());
  }

  private Header challenge(DigestAlgorithm algorithm, String nonce, boolean stale) {
    var challenge = DigestChallenge.of(realm, nonce, algorithm);
    return new Header("WWW-Authenticate", (stale ? challenge.asStale() : challenge).toString());
  }

  /** What the device that the sender says it is can be challenged with. */
  private List<DigestAlgorithm> offered(SipRequest request) {
    var sender = request.method().equals("REGISTER") ? request.to() : request.from();
    var name = sender.uri().user().orElse("");
    return byUsername(name)
        .or(() -> Optional.ofNullable(byExtension.get(name)))
        .map(DigestAuthenticator::algorithms)
        .orElse(DEFAULT);
  }

  private List<DigestAlgorithm> accepted(String username) {
    return byUsername(username).map(DigestAuthenticator::algorithms).orElse(DEFAULT);
  }

  private Optional<Device> byUsername(String username) {
    return Optional.ofNullable(byUsername.get(username));
  }

  /** Strongest first, as RFC 8760 §2.3 wants it. */
  private static List<DigestAlgorithm> algorithms(Device device) {
    return device.digest().stream().map(DigestAuthenticator::algorithm).toList();
  }

  private static DigestAlgorithm algorithm(DigestName name) {
    return switch (name) {
      case SHA_256 -> DigestAlgorithm.SHA_256;
      case MD5 -> DigestAlgorithm.MD5;
    };
  }
}
