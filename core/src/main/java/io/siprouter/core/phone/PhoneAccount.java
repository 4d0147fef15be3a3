package io.siprouter.core.phone;

import java.net.InetSocketAddress;

/**
 * Who a phone is and at which server.
 *
 * @param user its user part, and its name in logs and threads
 * @param password of the digest, also called for by servers it dials through
 * @param server where it registers and what it dials numbers at
 */
public record PhoneAccount(String user, String password, InetSocketAddress server) {

  @Override
  public String toString() {
    return user + " at " + server;
  }
}
