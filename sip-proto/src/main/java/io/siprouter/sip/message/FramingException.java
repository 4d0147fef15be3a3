package io.siprouter.sip.message;

/** A byte stream in which the next message cannot be found any more: close it. No stack trace. */
public final class FramingException extends Exception {

  /**
   * @param reason what is wrong, in our words
   */
  public FramingException(String reason) {
    super(reason, null, false, false);
  }
}
