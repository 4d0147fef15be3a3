package io.siprouter.control.demo;

import io.siprouter.control.demo.Cast.Role;
import io.siprouter.core.phone.PhoneRegistration;
import io.siprouter.core.phone.PhoneRegistration.Refused;
import io.siprouter.core.phone.PhoneRegistration.Registered;
import io.siprouter.core.phone.PhoneRegistration.Unregistered;
import io.siprouter.core.phone.PhoneState.Ended;
import io.siprouter.core.phone.PhoneState.Talking;
import io.siprouter.core.phone.ScriptedPhone;
import java.time.Duration;
import java.util.List;

/** A phone in its role, and what was seen of it. Thread of the demonstration only. */
final class Actor {

  private static final Duration LIMIT = Duration.ofSeconds(4);

  private final Role role;
  private final ScriptedPhone phone;
  private boolean heardItself;

  Actor(Role role, ScriptedPhone phone) {
    this.role = role;
    this.phone = phone;
  }

  Check registers() throws InterruptedException {
    phone.register();
    var outcome = phone.awaitRegistration(LIMIT);
    return new Check(
        "phone " + role.number() + " is registered",
        outcome.filter(Registered.class::isInstance).isPresent(),
        outcome.map(Actor::described).orElse("no answer"));
  }

  private static String described(PhoneRegistration outcome) {
    return switch (outcome) {
      case Registered _, Unregistered _ -> "";
      case Refused(var status) -> status == 0 ? "no answer" : "refused with " + status;
    };
  }

  void dials(Actor other) {
    phone.dial(other.role.number());
  }

  /** Whether it gets to talk, in the one codec it has. */
  Check talks() throws InterruptedException {
    var what = "phone %s talks in %s".formatted(role.number(), role.codec());
    var talks = phone.awaitState(Talking.class, LIMIT).isPresent();
    return new Check(what, talks, talks ? "" : "it is " + phone.state());
  }

  void hangsUp() {
    phone.hangUp();
  }

  Check ends() throws InterruptedException {
    var what = "phone " + role.number() + " is free again";
    var ended = phone.awaitState(Ended.class, LIMIT).isPresent();
    return new Check(what, ended, ended ? "" : "it is " + phone.state());
  }

  /** Takes note of what it hears at this moment. */
  void observe() {
    heardItself |= phone.heard().tonesHz().contains(role.toneHz());
  }

  TableRow row() {
    return TableRow.ofPhone(role.number(), phone.state(), phone.heard());
  }

  /** What it heard of the other, itself, and anything missing. */
  List<Check> hears(Actor other) {
    var heard = phone.heard();
    var name = "phone " + role.number();
    return List.of(
        new Check(
            "%s hears the %s of phone %s".formatted(name, tone(other.role), other.role.number()),
            heard.tonesHz().contains(other.role.toneHz()),
            "at the end: " + Table.tones(heard.tonesHz())),
        new Check("%s never hears its own %s".formatted(name, tone(role)), !heardItself, ""),
        new Check(name + " misses no packet", heard.lost() == 0, heard.lost() + " lost"));
  }

  private static String tone(Role role) {
    return Table.tones(List.of(role.toneHz()));
  }
}
