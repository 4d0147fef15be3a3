package io.siprouter.control.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.siprouter.core.event.ServerEvent;
import io.siprouter.core.event.ServerEvent.DeviceRegistered;
import io.siprouter.core.event.ServerEvent.DeviceUnregistered;
import io.siprouter.core.event.ServerEvent.SecurityBan;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts who is there and who is banned. Thread of the event bus. */
final class PresenceMetrics {

  private record Contact(String deviceId, String uri) {}

  private final Set<Contact> contacts = new HashSet<>();
  private final AtomicInteger registered = new AtomicInteger();
  private final Counter bans;

  PresenceMetrics(MeterRegistry registry) {
    Gauge.builder("siprouter.registrations", registered, AtomicInteger::get)
        .description("Contacts of phones that can be reached")
        .register(registry);
    bans =
        Counter.builder("siprouter.bans")
            .description("Sources banned for wrong credentials")
            .register(registry);
  }

  void take(ServerEvent event) {
    switch (event) {
      case DeviceRegistered(var device, var contact, _, _) ->
          contacts.add(new Contact(device, contact));
      case DeviceUnregistered(var device, var contact, _) ->
          contacts.remove(new Contact(device, contact));
      case SecurityBan _ -> bans.increment();
      default -> {}
    }
    registered.set(contacts.size());
  }
}
