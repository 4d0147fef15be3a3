package io.siprouter.core.sip.stack;

import io.siprouter.core.sip.transport.SipAbilities;
import io.siprouter.sip.message.SipMessage;
import java.util.Optional;

/** Finds session descriptions in messages. */
final class Sdp {
  static final String TYPE = SipAbilities.SDP;

  private Sdp() {}

  static Optional<String> of(SipMessage message) {
    return message
        .contentType()
        .filter(TYPE::equals)
        .filter(_ -> message.bodyLength() > 0)
        .map(_ -> message.bodyText());
  }
}
