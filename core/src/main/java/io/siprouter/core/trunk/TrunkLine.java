package io.siprouter.core.trunk;

import io.siprouter.core.sip.Destination;
import io.siprouter.core.sip.SipCredentials;
import io.siprouter.sip.message.Header;
import io.siprouter.sip.uri.HostPort;
import io.siprouter.sip.uri.SipUri;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call through a trunk needs. Immutable.
 *
 * @param ways to the provider's servers, in the order to try them, at least one
 * @param domain the provider's, for request URI, From and To
 * @param routes the Route of the outbound proxy, where there is one
 * @param credentials null: there are none
 * @param failures told of servers that do not take calls
 */
public record TrunkLine(
    List<Way> ways,
    HostPort domain,
    List<Header> routes,
    @Nullable SipCredentials credentials,
    Failures failures) {

  /** Hears of servers that did not take a call at all. Any thread. */
  @FunctionalInterface
  public interface Failures {
    void lost(Destination way);
  }

  /**
   * One server of the provider.
   *
   * @param contact how that server reaches us, as far as is known
   */
  public record Way(SipUri contact, Destination destination) {}

  public TrunkLine {
    ways = List.copyOf(ways);
    routes = List.copyOf(routes);
  }

  /** How the provider reaches us, as far as is known. */
  public SipUri contact() {
    return ways.getFirst().contact();
  }

  /** Where the trunk's calls go first. */
  public Destination destination() {
    return ways.getFirst().destination();
  }

  /** The host that media are to advertise: a public address where a NAT is between. */
  public String advertisedHost() {
    return contact().host();
  }
}
