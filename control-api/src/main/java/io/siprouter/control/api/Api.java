package io.siprouter.control.api;

/** Where the interface is. */
public final class Api {

  /** Below this is everything of version 1. */
  public static final String BASE = "/api/v1";

  /** Where the first version of this program had it. */
  static final String SEED_BASE = "/api";

  private Api() {}
}
