package io.siprouter.sip.sdp;

/** Says why a text is not SDP we accept, and where. */
public final class SdpException extends Exception {

  private final String reason;
  private final int offset;

  /**
   * Says what is wrong with the line at the offset.
   *
   * @param reason fit for a Warning header: constant words, nothing of what the peer sent
   * @param offset start of the line at fault [chars]
   */
  public SdpException(String reason, int offset) {
    super(reason + " at offset " + offset);
    this.reason = reason;
    this.offset = offset;
  }

  public String reason() {
    return reason;
  }

  public int offset() {
    return offset;
  }
}
