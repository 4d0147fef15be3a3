package io.siprouter.sip.sdp;

/**
 * Why an offer or answer cannot be used; worth a 488.
 *
 * @param warnCode of RFC 3261 §20.43 [300..399]
 * @param warnText constant words, fit for a quoted string
 */
public record Refusal(int warnCode, String warnText) {

  static final Refusal NO_LITERAL_ADDRESS =
      new Refusal(301, "Only IP literals of our address family are reachable");
  static final Refusal PROTOCOL = new Refusal(302, "Only RTP/AVP is accepted");
  static final Refusal NO_AUDIO = new Refusal(304, "No audio to negotiate");
  static final Refusal NO_COMMON_FORMAT = new Refusal(305, "No audio format in common");
  static final Refusal LINE_COUNT = new Refusal(399, "Answer has not the offer's media lines");

  /** Not Acceptable Here. */
  public int status() {
    return 488;
  }

  /**
   * The value of a Warning header.
   *
   * @param agent our host name or address
   */
  public String warning(String agent) {
    return warnCode + " " + agent + " \"" + warnText + "\"";
  }
}
