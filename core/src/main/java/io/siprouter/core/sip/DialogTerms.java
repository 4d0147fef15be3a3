package io.siprouter.core.sip;

import io.siprouter.core.sip.transport.SipAbilities;
import java.util.List;

/** The extensions of SIP that we use with one peer. */
public record DialogTerms(SessionTerms session) {

  /** None of them. */
  public static final DialogTerms PLAIN = new DialogTerms(SessionTerms.OFF);

  /** Option tags for a Supported header; may be empty. */
  public List<String> supported() {
    return session.used() ? List.of(SipAbilities.TIMER) : List.of();
  }
}
