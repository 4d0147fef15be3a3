package io.siprouter.config.route;

/** What a rule says to a call: that it takes it, or else the first thing that does not fit. */
public enum RuleVerdict {
  TAKEN,
  DISABLED,
  OTHER_DIRECTION,
  OTHER_SOURCE,
  OTHER_NUMBER,
  OTHER_CALLER,
  OTHER_TIME
}
