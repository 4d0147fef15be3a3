package io.siprouter.core.sip;

/**
 * How often a session is to be refreshed. RFC 4028.
 *
 * @param intervalSec after which a session that nobody refreshed ends [s], 0 where session timers
 *     are not used
 * @param minSec the shortest interval we take part in [s]
 */
public record SessionTerms(int intervalSec, int minSec) {

  /** No session timers. */
  public static final SessionTerms OFF = new SessionTerms(0, 0);

  public SessionTerms {
    if (minSec < 0 || intervalSec < minSec) {
      throw new IllegalArgumentException("interval " + intervalSec + " below " + minSec);
    }
  }

  public boolean used() {
    return intervalSec > 0;
  }
}
