package io.siprouter.core.auth;

import io.siprouter.config.Device;
import io.siprouter.sip.message.Header;
import java.util.List;

/** What a request's credentials prove. */
public sealed interface Verdict {

  /** The request comes from this device. */
  record Authenticated(Device device) implements Verdict {}

  /** The sender has to prove itself first, or once more. */
  record Challenge(List<Header> headers) implements Verdict {
    public Challenge {
      headers = List.copyOf(headers);
    }
  }

  /**
   * The credentials are wrong, and their sender has the address they came from: the nonce was
   * issued to it. Only this counts towards a ban; anything else can be sent under the address of
   * somebody else.
   */
  record Wrong(Challenge again) implements Verdict {}

  /**
   * The device proved itself from where it is not expected. It is to be answered and counted like
   * {@link Wrong}: who has guessed a password, or has stolen one, shall not learn that it is right.
   */
  record Strayed(Device device, Challenge again) implements Verdict {}

  /** The request is refused, whatever comes with it. */
  record Refused(int status, String reason) implements Verdict {}
}
