package io.siprouter.core.registrar;

import io.siprouter.core.registrar.BindingTable.Result.Applied;
import io.siprouter.core.registrar.RegisterWish.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The bindings of one device while a REGISTER is worked through: nothing of it counts before the
 * whole is accepted. One thread at a time.
 */
final class Draft {

  /** Those that the REGISTER does not name, the one refreshed longest ago first. */
  private final List<Binding> kept;

  private final List<Binding> refreshed = new ArrayList<>();
  private final List<Binding> removed = new ArrayList<>();
  private final List<Binding> replaced = new ArrayList<>();

  Draft(List<Binding> before) {
    this.kept = new ArrayList<>(before);
  }

  /** What there was before of the wanted contact. */
  Stream<Binding> known(Wanted wanted) {
    return kept.stream().filter(binding -> isSame(binding, wanted));
  }

  /** Takes one contact of the REGISTER, which counts for more than those before it. */
  void add(Wanted wanted, Binding fresh) {
    var known = known(wanted).toList();
    kept.removeAll(known);
    refreshed.removeIf(earlier -> isSame(earlier, wanted));
    if (wanted.removes()) {
      removed.addAll(known);
    } else {
      known.stream().filter(old -> !sameContact(old, wanted)).forEach(replaced::add);
      refreshed.add(fresh);
    }
  }

  /** Lets the contacts refreshed longest ago make room. */
  void cutTo(int maxContacts) {
    for (int excess = kept.size() + refreshed.size() - maxContacts; excess > 0; excess--) {
      if (kept.isEmpty()) {
        refreshed.removeFirst();
      } else {
        replaced.add(kept.removeFirst());
      }
    }
  }

  List<Binding> all() {
    return Stream.concat(kept.stream(), refreshed.stream()).toList();
  }

  Applied result() {
    return new Applied(List.copyOf(refreshed), List.copyOf(removed), List.copyOf(replaced));
  }

  /** RFC 5626 §6 where the phone names its flow, else RFC 3261 §10.3. */
  private static boolean isSame(Binding binding, Wanted wanted) {
    var flow = wanted.flowId();
    return (flow == null || binding.flowId() == null)
        ? sameContact(binding, wanted)
        : flow.equals(binding.flowId());
  }

  private static boolean sameContact(Binding binding, Wanted wanted) {
    return binding.contact().isEquivalentTo(wanted.contact());
  }
}
