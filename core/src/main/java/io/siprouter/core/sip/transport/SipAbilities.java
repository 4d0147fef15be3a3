package io.siprouter.core.sip.transport;

import io.siprouter.sip.message.SipMessage;
import io.siprouter.sip.message.SipRequest;
import java.util.List;
import java.util.Set;

/** What this program can do, as every message of ours that says so has it. RFC 3261 §20.5. */
public final class SipAbilities {

  /** Methods outside of dialogs. */
  public static final String ALLOW =
      "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, PRACK, REGISTER";

  /** Methods in a call. */
  public static final String ALLOW_IN_CALLS =
      "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, PRACK";

  /** The media type of session descriptions, which are the bodies we read. */
  public static final String SDP = "application/sdp";

  /** Session timers, RFC 4028. */
  public static final String TIMER = "timer";

  /** Reliable provisional responses, RFC 3262. */
  public static final String RELIABLE = "100rel";

  /** Extensions, as a whole; what is agreed with a peer may leave some out. */
  public static final String SUPPORTED = String.join(", ", TIMER, RELIABLE);

  static final Set<String> EXTENSIONS = Set.of(TIMER, RELIABLE);

  private SipAbilities() {}

  /** The extensions a request requires and we do not have. */
  public static List<String> missing(SipRequest request) {
    return request.headers().values("Require").stream()
        .filter(tag -> !EXTENSIONS.contains(tag))
        .toList();
  }

  /** Whether the sender has an extension, or even requires it. */
  public static boolean has(SipMessage message, String extension) {
    return message.headers().values("Supported").contains(extension)
        || message.headers().values("Require").contains(extension);
  }
}
