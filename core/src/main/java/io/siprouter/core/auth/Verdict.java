package io.siprouter.core.auth;

import io.siprouter.config.AppConfig.Device;
import io.siprouter.sip.message.Header;
import java.util.List;

/** What a request's credentials prove. */
public sealed interface Verdict {

  /** The request comes from this device. */
  record Authenticated(Device device) implements Verdict {}

  /** The sender has to prove itself first. */
  record Challenge(int status, List<Header> headers) implements Verdict {
    public Challenge {
      headers = List.copyOf(headers);
    }
  }

  /** The request is refused, whatever comes with it. */
  record Refused(int status, String reason) implements Verdict {}
}
