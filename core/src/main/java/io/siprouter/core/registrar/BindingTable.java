package io.siprouter.core.registrar;

import io.siprouter.core.registrar.RegisterWish.Change;
import io.siprouter.core.registrar.RegisterWish.Query;
import io.siprouter.core.registrar.RegisterWish.RemoveAll;
import io.siprouter.core.registrar.RegisterWish.Unacceptable;
import io.siprouter.core.registrar.RegisterWish.Wanted;
import io.siprouter.core.sip.transport.SipFlow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The contacts of all devices. One thread at a time; knows no clock. RFC 3261 §10.3. */
final class BindingTable {

  static final Duration MIN_EXPIRES = Duration.ofSeconds(30);
  static final Duration MAX_EXPIRES = Duration.ofHours(2);

  /**
   * A REGISTER that has been let in.
   *
   * @param maxContacts more than these replace the ones refreshed longest ago [1..]
   */
  record Registration(
      String deviceId,
      int maxContacts,
      String callId,
      long cSeq,
      SipFlow flow,
      ProxyPath path,
      RegisterWish wish) {}

  /** What a REGISTER did: all of what it asked for, or nothing. */
  sealed interface Result {

    /**
     * It was obeyed.
     *
     * @param refreshed new and refreshed contacts
     * @param removed contacts it asked to remove
     * @param replaced contacts that had to make room
     */
    record Applied(List<Binding> refreshed, List<Binding> removed, List<Binding> replaced)
        implements Result {}

    /** A contact was to last for less than {@link #MIN_EXPIRES}. */
    record TooBrief() implements Result {}

    /** A later REGISTER of the same Call-ID has been obeyed already. */
    record OutOfOrder() implements Result {}

    record Bad(int status, String reason) implements Result {}
  }

  /** Of each device the contact refreshed longest ago first. */
  private final Map<String, List<Binding>> byDevice = new HashMap<>();

  /** Of each flow the bindings that depend on it. */
  private final Map<SipFlow, Set<Binding>> byFlow = new HashMap<>();

  Result apply(Registration registration, Instant now) {
    return switch (registration.wish()) {
      case Query _ -> new Result.Applied(List.of(), List.of(), List.of());
      case RemoveAll _ -> removeAll(registration);
      case Change(var contacts) -> change(registration, contacts, now);
      case Unacceptable(var status, var reason) -> new Result.Bad(status, reason);
    };
  }

  /** All contacts of a device, also those that have expired but are not dropped yet. */
  List<Binding> bindings(String deviceId) {
    return byDevice.getOrDefault(deviceId, List.of());
  }

  /** All contacts that were registered over this flow. */
  List<Binding> over(SipFlow flow) {
    return List.copyOf(byFlow.getOrDefault(flow, Set.of()));
  }

  /** All contacts of all devices. */
  Stream<Binding> all() {
    return byDevice.values().stream().flatMap(List::stream);
  }

  Set<String> devices() {
    return Set.copyOf(byDevice.keySet());
  }

  /** Takes a binding that was accepted before. */
  void add(Binding binding) {
    var bindings = new ArrayList<>(bindings(binding.deviceId()));
    bindings.add(binding);
    store(binding.deviceId(), bindings);
  }

  /** Puts a binding in the place of another; false where that one has been refreshed or is gone. */
  boolean replace(Binding old, Binding changed) {
    var bindings = new ArrayList<>(bindings(old.deviceId()));
    int place = bindings.indexOf(old);
    if (place >= 0) {
      bindings.set(place, changed);
      store(old.deviceId(), bindings);
    }
    return place >= 0;
  }

  /** Drops what has expired, and gives it back. */
  List<Binding> expire(Instant now) {
    var expired = all().filter(binding -> !binding.isLive(now)).toList();
    expired.forEach(this::remove);
    return expired;
  }

  void remove(Binding binding) {
    var left = new ArrayList<>(bindings(binding.deviceId()));
    left.remove(binding);
    store(binding.deviceId(), left);
  }

  Optional<Instant> nextExpiry() {
    return all().map(Binding::expiresAt).min(Instant::compareTo);
  }

  private Result removeAll(Registration registration) {
    var old = bindings(registration.deviceId());
    if (old.stream().anyMatch(binding -> isOlder(registration, binding))) {
      return new Result.OutOfOrder();
    }
    store(registration.deviceId(), List.of());
    return new Result.Applied(List.of(), old, List.of());
  }

  private Result change(Registration registration, List<Wanted> contacts, Instant now) {
    if (contacts.stream().anyMatch(BindingTable::isTooBrief)) {
      return new Result.TooBrief();
    }
    var change = new Draft(bindings(registration.deviceId()));
    for (var wanted : contacts) {
      if (change.known(wanted).anyMatch(binding -> isOlder(registration, binding))) {
        return new Result.OutOfOrder();
      }
      change.add(wanted, bind(registration, wanted, now));
    }
    return commit(registration, change);
  }

  private Result commit(Registration registration, Draft draft) {
    draft.cutTo(registration.maxContacts());
    store(registration.deviceId(), draft.all());
    return draft.result();
  }

  private void store(String deviceId, List<Binding> bindings) {
    bindings(deviceId).forEach(this::leaveFlow);
    bindings.forEach(
        binding -> byFlow.computeIfAbsent(binding.flow(), _ -> new HashSet<>()).add(binding));
    if (bindings.isEmpty()) {
      byDevice.remove(deviceId);
    } else {
      byDevice.put(deviceId, List.copyOf(bindings));
    }
  }

  private void leaveFlow(Binding binding) {
    var sharing = byFlow.getOrDefault(binding.flow(), Set.of());
    sharing.remove(binding);
    if (sharing.isEmpty()) {
      byFlow.remove(binding.flow());
    }
  }

  private static boolean isOlder(Registration registration, Binding binding) {
    return registration.callId().equals(binding.callId()) && registration.cSeq() <= binding.cSeq();
  }

  private static boolean isTooBrief(Wanted wanted) {
    return wanted.expires().isPositive() && wanted.expires().compareTo(MIN_EXPIRES) < 0;
  }

  private static Binding bind(Registration registration, Wanted wanted, Instant now) {
    var lasts = wanted.expires().compareTo(MAX_EXPIRES) < 0 ? wanted.expires() : MAX_EXPIRES;
    return new Binding(
        registration.deviceId(),
        wanted.contact(),
        registration.flow(),
        registration.path(),
        wanted.flowId(),
        wanted.q(),
        now.plus(lasts),
        registration.callId(),
        registration.cSeq(),
        true);
  }
}
