package io.siprouter.core.sip;

import io.siprouter.sip.message.Header;
import java.util.concurrent.ThreadLocalRandom;

/** Refuses offers that came while another was open. Any thread. RFC 3261 §14.2, RFC 3311 §5.2. */
public final class Overlap {

  private static final int LONGEST_PAUSE_SECONDS = 10;

  private Overlap() {}

  /** Drawn, so that those who met do not meet again. */
  public static Header retryAfter() {
    var seconds = ThreadLocalRandom.current().nextInt(LONGEST_PAUSE_SECONDS + 1);
    return new Header("Retry-After", Integer.toString(seconds));
  }
}
