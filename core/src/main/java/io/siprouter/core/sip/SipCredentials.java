package io.siprouter.core.sip;

/**
 * What answers the challenges of one account's provider, and of nobody else. Never shown by {@link
 * #toString}.
 *
 * @param realm shared by all that is sent for the account
 */
public record SipCredentials(String username, String password, OwnRealm realm) {

  /** Credentials whose realm is not known yet. */
  public SipCredentials(String username, String password) {
    this(username, password, new OwnRealm());
  }

  @Override
  public String toString() {
    return "SipCredentials[" + username + "]";
  }
}
