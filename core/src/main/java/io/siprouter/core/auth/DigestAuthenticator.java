package io.siprouter.core.auth;

import io.siprouter.config.AppConfig.Device;
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
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Checks that requests come from our devices. Any thread; keeps nothing between requests. RFC 3261
 * §22, RFC 7616, RFC 8760.
 *
 * <p>Every method is challenged with 401, since towards devices we are always a user agent server,
 * never a proxy, and phones keep one set of credentials for one kind of challenge. An unknown user
 * costs the same work and gets the same answer as a wrong password. A right answer to a nonce that
 * cannot be used (expired, issued to another address, made under another key) gets {@code
 * stale=true}, so that phones try again without asking their user.
 */
public final class DigestAuthenticator {

  private static final int UNAUTHORIZED = 401;

  /** Strongest first, as RFC 8760 §2.3 wants it. */
  private static final List<DigestAlgorithm> OFFERED =
      List.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5);

  private final String realm;
  private final Map<String, Device> devices;
  private final Nonces nonces;
  private final String decoyPassword = UUID.randomUUID().toString();

  public DigestAuthenticator(String realm, Collection<Device> devices, Nonces nonces) {
    this.realm = realm;
    this.devices =
        devices.stream()
            .collect(Collectors.toUnmodifiableMap(Device::username, Function.identity()));
    this.nonces = nonces;
  }

  /** Judges a request by its credentials and by where it came from. */
  public Verdict check(SipRequest request, SipFlow flow) {
    var source = flow.remote().getAddress();
    return credentials(request)
        .map(given -> judge(given, request, source))
        .orElseGet(() -> challenge(source, false));
  }

  private Verdict judge(DigestCredentials given, SipRequest request, InetAddress source) {
    if (!isMeantFor(given.uri(), request.requestUri())) {
      return new Refused(400, "Digest URI Differs From Request URI");
    }
    var device = Optional.ofNullable(devices.get(given.username()));
    var password = device.map(known -> known.password().reveal()).orElse(decoyPassword);
    var right = Digest.verify(given, password, request.method());
    var usable = nonces.accepts(given.nonce(), source);
    return right && usable
        ? device.map(known -> admit(known, request)).orElseGet(() -> challenge(source, false))
        : challenge(source, right && device.isPresent());
  }

  private static Verdict admit(Device device, SipRequest request) {
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
        && OFFERED.contains(given.algorithm())
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

  private Challenge challenge(InetAddress source, boolean stale) {
    var nonce = nonces.issue(source);
    return new Challenge(
        UNAUTHORIZED,
        OFFERED.stream().map(algorithm -> challenge(algorithm, nonce, stale)).toList());
  }

  private Header challenge(DigestAlgorithm algorithm, String nonce, boolean stale) {
    var challenge = DigestChallenge.of(realm, nonce, algorithm);
    return new Header("WWW-Authenticate", (stale ? challenge.asStale() : challenge).toString());
  }
}
