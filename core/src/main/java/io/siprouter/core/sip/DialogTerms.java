package io.siprouter.core.sip;

import io.siprouter.core.sip.transport.SipAbilities;
import java.util.ArrayList;
import java.util.List;

/** The extensions of SIP that we use with one peer. */
public record DialogTerms(SessionTerms session, Reliability reliability) {

  /** None of them. */
  public static final DialogTerms PLAIN = new DialogTerms(SessionTerms.OFF, Reliability.OFF);

  /** Option tags for a Supported header; may be empty. */
  public List<String> supported() {
    var tags = new ArrayList<String>();
    if (session.used()) {
      tags.add(SipAbilities.TIMER);
    }
    if (reliability != Reliability.OFF) {
      tags.add(SipAbilities.RELIABLE);
    }
    return tags;
  }
}
