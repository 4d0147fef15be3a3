package io.siprouter.control.api;

/** Where the interface is. */
public final class Api {

  /** Below this is everything of version 1. */
  public static final String BASE = "/api/v1";

  /** Where programs of old look for the one command they know. */
  static final String SEED_BASE = "/api";

  /** How they make a call. */
  static final String SEED_CALL = "/call";

  private Api() {}
}
