package io.siprouter.core.sip;

/** What answers a peer's digest challenge. Never shown by {@link #toString}. */
public record SipCredentials(String username, String password) {

  @Override
  public String toString() {
    return "SipCredentials[" + username + "]";
  }
}
