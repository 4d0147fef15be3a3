package io.siprouter.sip.message;

import java.util.Arrays;

/** A message whose body is still to come. */
sealed interface Head {
  Headers headers();

  /** The message, given all its bytes and where in them the body starts. */
  SipMessage withBody(byte[] wire, int bodyStart);

  private static byte[] body(byte[] wire, int bodyStart) {
    return Arrays.copyOfRange(wire, bodyStart, wire.length);
  }

  /** The head of a request. */
  record Request(String method, String uriText, String version, Headers headers) implements Head {
    @Override
    public SipMessage withBody(byte[] wire, int bodyStart) {
      return new SipRequest(method, uriText, version, headers, Head.body(wire, bodyStart), wire);
    }
  }

  /** The head of a response. */
  record Response(String version, int status, String reason, Headers headers) implements Head {
    @Override
    public SipMessage withBody(byte[] wire, int bodyStart) {
      return new SipResponse(version, status, reason, headers, Head.body(wire, bodyStart), wire);
    }
  }
}
