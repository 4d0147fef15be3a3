package io.siprouter.sip.uri;

import java.util.Locale;

/**
 * An address of record: what a device registers and others call. RFC 3261 §10.3.
 *
 * @param user escapes resolved, case kept; empty for a domain alone
 * @param host in lower case
 */
public record Aor(String user, String host) {

  public Aor {
    host = host.toLowerCase(Locale.ROOT);
  }

  /** Port, parameters and headers are no part of it. */
  public static Aor from(SipUri uri) {
    return new Aor(uri.user().orElse(""), uri.host());
  }

  public SipUri uri() {
    return SipUri.of(user, host);
  }

  @Override
  public String toString() {
    return uri().toString();
  }
}
