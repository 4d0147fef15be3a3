package io.siprouter.core.registrar;

import io.siprouter.core.sip.transport.SipFlow;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/**
 * Keeps the way to phones behind NAT open, and finds out which of them answer. Belongs to the
 * registrar's loop.
 *
 * <p>A phone that has answered before and then leaves {@value #MISSES} probes unanswered is not
 * called until it answers or registers again. One that never answers is not judged: some phones
 * ignore OPTIONS.
 */
final class Keepalive {

  static final Duration TICK = Duration.ofSeconds(1);

  /** Ticks from probe to probe of one phone: many routers forget a way over UDP after 30 s. */
  private static final int ROUND = 25;

  private static final int MISSES = 2;

  /** A dead phone holds a transaction for 32 s; so many of them may be under way. */
  private static final int MAX_PENDING = 500;

  private record Contact(String deviceId, String uri, SipFlow flow) {
    static Contact of(Binding binding) {
      return new Contact(binding.deviceId(), binding.contact().toString(), binding.flow());
    }
  }

  /** What is known of one contact. */
  private static final class Watch {
    private long cSeq;
    private boolean pending;
    private boolean hasAnswered;
    private int misses;
  }

  private final Map<Contact, Watch> watches = new HashMap<>();
  private final Presence presence;
  private final ContactProbe probe;
  private final Executor loop;
  private int slot;
  private int pending;

  Keepalive(Presence presence, ContactProbe probe, Executor loop) {
    this.presence = presence;
    this.probe = probe;
    this.loop = loop;
  }

  /** Probes the phones whose turn it is, so that all of them are spread over a round. */
  void tick() {
    slot = (slot + 1) % ROUND;
    if (slot == 0) {
      forgetTheGone();
    }
    presence
        .table()
        .all()
        .filter(Binding::isBehindNat)
        .filter(binding -> Math.floorMod(Contact.of(binding).hashCode(), ROUND) == slot)
        .forEach(this::probe);
  }

  private void forgetTheGone() {
    var present = presence.table().all().map(Contact::of).collect(Collectors.toSet());
    watches
        .entrySet()
        .removeIf(each -> !each.getValue().pending && !present.contains(each.getKey()));
  }

  private void probe(Binding binding) {
    var contact = Contact.of(binding);
    var watch = watches.computeIfAbsent(contact, _ -> new Watch());
    if (watch.pending || pending == MAX_PENDING) {
      return;
    }
    if (watch.cSeq != binding.cSeq()) {
      watch.cSeq = binding.cSeq();
      watch.misses = 0;
    }
    watch.pending = true;
    pending++;
    probe.send(binding, answered -> loop.execute(() -> heard(contact, watch, answered)));
  }

  private void heard(Contact contact, Watch watch, boolean answered) {
    watch.pending = false;
    pending--;
    watch.hasAnswered |= answered;
    watch.misses = answered ? 0 : watch.misses + 1;
    if (answered) {
      current(contact).ifPresent(presence::found);
    } else if (watch.hasAnswered && watch.misses >= MISSES) {
      current(contact).ifPresent(presence::lost);
    }
  }

  private Optional<Binding> current(Contact contact) {
    return presence.table().bindings(contact.deviceId()).stream()
        .filter(binding -> Contact.of(binding).equals(contact))
        .findFirst();
  }
}
