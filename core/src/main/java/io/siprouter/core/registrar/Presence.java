package io.siprouter.core.registrar;

import io.siprouter.core.event.EventBus;
import io.siprouter.core.event.ServerEvent;
import io.siprouter.core.registrar.BindingTable.Registration;
import io.siprouter.core.registrar.BindingTable.Result;
import io.siprouter.core.registrar.BindingTable.Result.Applied;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.sip.transport.SipTransport;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Which devices can be reached where, and who is told of it: the table, the views that others read,
 * and the events. Belongs to the registrar's loop, except for {@link #bindings}.
 *
 * <p>A contact counts as gone to the outside as soon as nothing gets there, and as back when
 * something does. The binding itself lasts until it expires, so that the phone may come back.
 */
final class Presence implements Registrations {

  private static final Comparator<Binding> PREFERENCE =
      Comparator.comparingDouble(Binding::q).reversed();

  private final BindingTable table = new BindingTable();
  private final Map<String, List<Binding>> published = new ConcurrentHashMap<>();
  private final EventBus events;
  private final InstantSource clock;
  private final Runnable changed;

  /**
   * @param changed told of every change of a binding
   */
  Presence(EventBus events, InstantSource clock, Runnable changed) {
    this.events = events;
    this.clock = clock;
    this.changed = changed;
  }

  @Override
  public List<Binding> bindings(String deviceId) {
    var now = clock.instant();
    return published.getOrDefault(deviceId, List.of()).stream()
        .filter(binding -> binding.isLive(now))
        .toList();
  }

  BindingTable table() {
    return table;
  }

  Result apply(Registration registration) {
    var result = table.apply(registration, clock.instant());
    if (result instanceof Applied applied) {
      publish(registration.deviceId());
      applied.refreshed().forEach(this::announce);
      applied.removed().forEach(binding -> announceEnd(binding, "unregistered"));
      applied.replaced().forEach(binding -> announceEnd(binding, "replaced"));
    }
    return result;
  }

  /**
   * Takes what was known before a restart. A phone that came by UDP is where it was; a connection
   * did not outlive us.
   */
  void restore(List<Binding> saved) {
    var now = clock.instant();
    saved.stream()
        .filter(binding -> binding.isLive(now))
        .map(binding -> binding.withReachable(binding.flow().transport() == SipTransport.UDP))
        .forEach(table::add);
    table.devices().forEach(this::publish);
    table.devices().stream()
        .flatMap(deviceId -> bindings(deviceId).stream())
        .forEach(this::announce);
  }

  /** Drops what has expired. */
  void expire() {
    for (var binding : table.expire(clock.instant())) {
      publish(binding.deviceId());
      announceEnd(binding, "expired");
    }
  }

  /** Drops what does not deserve to stay. */
  void retain(Predicate<Binding> deserving) {
    for (var binding : table.all().filter(deserving.negate()).toList()) {
      table.remove(binding);
      publish(binding.deviceId());
      announceEnd(binding, "removed");
    }
  }

  /** Nothing goes along this flow any more. */
  void lost(SipFlow flow) {
    table.over(flow).forEach(this::lost);
  }

  /** Nothing gets to this contact for the time being. */
  void lost(Binding binding) {
    if (binding.reachable() && table.replace(binding, binding.withReachable(false))) {
      publish(binding.deviceId());
      announceEnd(binding, "unreachable");
    }
  }

  /** This contact has answered. */
  void found(Binding binding) {
    var reached = binding.withReachable(true);
    if (!binding.reachable() && table.replace(binding, reached)) {
      publish(binding.deviceId());
      announce(reached);
    }
  }

  private void publish(String deviceId) {
    changed.run();
    var youngestFirst = table.bindings(deviceId).reversed();
    published.put(deviceId, onePerPhone(youngestFirst.stream().sorted(PREFERENCE).toList()));
  }

  /** A phone with several flows is called over one of them only. RFC 5626 §5.3. */
  private static List<Binding> onePerPhone(List<Binding> preferred) {
    var phones = new HashSet<String>();
    var chosen = new ArrayList<Binding>();
    for (var binding : preferred) {
      var flowId = binding.flowId();
      if (binding.reachable() && (flowId == null || phones.add(flowId.instance()))) {
        chosen.add(binding);
      }
    }
    return List.copyOf(chosen);
  }

  private void announce(Binding binding) {
    events.publish(
        new ServerEvent.DeviceRegistered(
            binding.deviceId(),
            binding.contact().toString(),
            binding.address(),
            binding.expiresAt()));
  }

  private void announceEnd(Binding binding, String reason) {
    if (binding.reachable()) {
      events.publish(
          new ServerEvent.DeviceUnregistered(
              binding.deviceId(), binding.contact().toString(), reason));
    }
  }
}
