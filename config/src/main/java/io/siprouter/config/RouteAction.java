package io.siprouter.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a route does with a call. */
public sealed interface RouteAction {
  /**
   * Rings devices at the same time.
   *
   * @param devices ids, at least one
   * @param noAnswerTimeoutSec [s], 1..600
   */
  record Ring(List<String> devices, int noAnswerTimeoutSec) implements RouteAction {
    public Ring {
      devices = List.copyOf(devices);
    }
  }

  /**
   * Calls through a provider.
   *
   * @param provider its id
   * @param stripPrefix removed from the front of the number where it begins so
   * @param prependPrefix put before the number after that
   * @param failoverProviders ids of those to try after it, in this order
   * @param callerId the number to show; {@link #ANONYMOUS} shows none
   */
  record Dial(
      String provider,
      String stripPrefix,
      String prependPrefix,
      List<String> failoverProviders,
      Optional<String> callerId)
      implements RouteAction {
    /** Shows no number. */
    public static final String ANONYMOUS = "anonymous";

    public Dial {
      failoverProviders = List.copyOf(failoverProviders);
    }

    /** Everybody to try, in this order. */
    public List<String> providers() {
      return Stream.concat(Stream.of(provider), failoverProviders.stream()).toList();
    }

    /** The number as the provider is to be asked for it; may be empty. */
    public String rewrite(String number) {
      var rest = number.startsWith(stripPrefix) ? number.substring(stripPrefix.length()) : number;
      return prependPrefix + rest;
    }
  }

  /**
   * Refuses the call.
   *
   * @param code SIP status, 400..699
   */
  record Reject(int code) implements RouteAction {}
}
