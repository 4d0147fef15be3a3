package io.siprouter.control.auth;

/** What came of a change of users or tokens. */
public sealed interface AccessChange {

  /** It is on the disk. */
  record Done() implements AccessChange {}

  /** It cannot be. */
  record Refused(String why) implements AccessChange {}

  /** What is wanted is not good enough. */
  record Unfit(String field, String why) implements AccessChange {}

  /** There is nothing of that name. */
  record Unknown() implements AccessChange {}
}
