package io.siprouter.core.dns;

import java.util.Comparator;
import java.util.List;

/**
 * A NAPTR record. RFC 3403 §4.1.
 *
 * @param order the lowest one that we can use excludes all higher ones [0..65535]
 * @param preference a lower one is tried first [0..65535]
 * @param replacement the name to ask for next
 */
record Naptr(int order, int preference, String flags, String service, String replacement) {

  private static final Comparator<Naptr> RANK =
      Comparator.comparingInt(Naptr::order).thenComparingInt(Naptr::preference);

  /** Those that lead to SRV records of a service we speak, in the order to follow them. */
  static List<Naptr> usable(List<Naptr> records) {
    var known = records.stream().filter(Naptr::isUsable).sorted(RANK).toList();
    return known.stream().filter(record -> record.order() == known.getFirst().order()).toList();
  }

  private boolean isUsable() {
    return flags.equalsIgnoreCase("s") && Service.of(this).isPresent();
  }
}
