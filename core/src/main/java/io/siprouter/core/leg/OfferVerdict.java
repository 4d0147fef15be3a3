package io.siprouter.core.leg;

/** What becomes of an offer of the peer's in a running call. */
enum OfferVerdict {
  TAKEN(200),
  /** Nothing in it can be used. */
  UNUSABLE(488),
  /** It crosses an offer of ours. */
  CROSSING(491),
  /** The offer before is not answered yet. RFC 3311 §5.2. */
  TOO_EARLY(500);

  private final int status;

  OfferVerdict(int status) {
    this.status = status;
  }

  /** How the request that brought it is answered. */
  int status() {
    return status;
  }
}
