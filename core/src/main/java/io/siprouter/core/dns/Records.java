package io.siprouter.core.dns;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The questions one search puts to DNS. A question without an answer, for whatever reason, gives an
 * empty list; no future fails.
 */
interface Records {

  CompletableFuture<List<Naptr>> naptr(String domain);

  CompletableFuture<List<Srv>> srv(String name);

  /** IPv4 addresses before IPv6 ones. */
  CompletableFuture<List<InetAddress>> addresses(String host);
}
