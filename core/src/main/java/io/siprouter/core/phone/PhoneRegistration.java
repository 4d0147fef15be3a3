package io.siprouter.core.phone;

/** Whether a phone's server knows where it is. */
public sealed interface PhoneRegistration {

  /** Not asked for, not answered yet, or taken back. */
  record Unregistered() implements PhoneRegistration {}

  /** The server knows. */
  record Registered() implements PhoneRegistration {}

  /**
   * The server would not.
   *
   * @param status its answer [300..699], 0 where none came
   */
  record Refused(int status) implements PhoneRegistration {}
}
