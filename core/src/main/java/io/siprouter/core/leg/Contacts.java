package io.siprouter.core.leg;

import static java.util.Comparator.comparingDouble;

import io.siprouter.sip.message.SipResponse;
import io.siprouter.sip.uri.NameAddr;
import java.util.List;

/** The contacts of a redirection. RFC 3261 §8.1.3.4, §20.10. */
final class Contacts {

  /** What a contact without {@code q} is worth. */
  private static final double DEFAULT_Q = 1.0;

  private Contacts() {}

  /** By falling {@code q}; equal ones, and those that say nonsense, as listed. */
  static List<NameAddr> bestFirst(SipResponse response) {
    return response.contacts().stream().sorted(comparingDouble(Contacts::q).reversed()).toList();
  }

  private static double q(NameAddr contact) {
    return contact.params().value("q").map(Contacts::parsed).orElse(DEFAULT_Q);
  }

  private static double parsed(String q) {
    return q.matches("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?") ? Double.parseDouble(q) : 0;
  }
}
