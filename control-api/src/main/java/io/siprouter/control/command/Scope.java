package io.siprouter.control.command;

import java.util.Locale;

/** What somebody may do. */
public enum Scope {
  /** See status, calls, routes and history. */
  READ,
  /** Make calls and act on them. */
  CALL,
  /** Record calls and hear recordings. */
  RECORD,
  /** See and change the configuration. */
  CONFIG,
  /** Manage users, tokens and bans. */
  ADMIN;

  /** Its name in configuration and answers. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
