package io.siprouter.core.auth;

import io.siprouter.config.Device;
import io.siprouter.config.DigestName;
import io.siprouter.config.Quirks;
import io.siprouter.config.Secret;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.sip.SipParseException;
import io.siprouter.sip.auth.Digest;
import io.siprouter.sip.auth.DigestAlgorithm;
import io.siprouter.sip.auth.DigestChallenge;
import io.siprouter.sip.auth.DigestCredentials;
import io.siprouter.sip.message.CSeq;
import io.siprouter.sip.message.Header;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.Via;
import io.siprouter.sip.uri.HostPort;
import io.siprouter.sip.uri.NameAddr;
import io.siprouter.sip.uri.SipUri;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes what a phone of ours sends. */
public final class TestPhone {

  public static final String HUB = "hub.example";

  private static final Quirks AS_USUAL = new Quirks(true, Quirks.Usage.SUPPORTED);

  private TestPhone() {}

  /** A device whose username and password follow from its id, challenged with MD5. */
  public static Device device(String id, String extension) {
    return device(id, extension, DigestName.MD5);
  }

  public static Device device(String id, String extension, DigestName... digest) {
    var password = Secret.of("secret-" + id);
    return new Device(
        id,
        id,
        extension,
        "user-" + id,
        password,
        List.of(digest),
        2,
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        AS_USUAL,
        Map.of());
  }

  public static SipFlow flow(String address, int port) {
    return new SipFlow(
        SipTransport.UDP,
        new InetSocketAddress("192.0.2.1", 5060),
        new InetSocketAddress(address, port));
  }

  public static SipRequest.Builder register(String user, long cSeq) {
    return request("REGISTER", SipUri.of(HostPort.of(HUB)), user, cSeq);
  }

  public static SipRequest.Builder invite(String user, String number) {
    return request("INVITE", SipUri.of(number, HUB), user, 1);
  }

  private static SipRequest.Builder request(String method, SipUri uri, String user, long cSeq) {
    var aor = NameAddr.of(SipUri.of(user, HUB));
    return SipRequest.builder(method, uri)
        .via(Via.of("UDP", "10.0.0.7", 5060, "z9hG4bK" + cSeq))
        .from(aor.withTag("phone"))
        .to(aor)
        .callId("call-of-" + user)
        .cSeq(new CSeq(cSeq, method));
  }

  /** The request with the answer to the challenge of one algorithm. */
  public static SipRequest answering(
      SipRequest request,
      List<Header> challenges,
      DigestAlgorithm algorithm,
      String username,
      String password) {
    var challenge =
        challenges.stream()
            .map(header -> parse(header.value()))
            .filter(offered -> offered.algorithm() == algorithm)
            .findFirst()
            .orElseThrow();
    return with(request, answer(challenge, username, password, request, request.requestUriText()));
  }

  public static SipRequest with(SipRequest request, DigestCredentials credentials) {
    return request.toBuilder().header("Authorization", credentials.toString()).build();
  }

  public static DigestCredentials answer(
      DigestChallenge challenge,
      String username,
      String password,
      SipRequest request,
      String digestUri) {
    return Digest.answer(challenge, username, password, request.method(), digestUri, "0a4f113b", 1);
  }

  public static DigestChallenge parse(String challenge) {
    try {
      return DigestChallenge.parse(challenge);
    } catch (SipParseException e) {
      throw new AssertionError(challenge, e);
    }
  }
}
