package io.siprouter.control.demo;

import io.siprouter.config.ConfigException;
import io.siprouter.control.demo.Cast.Role;
import io.siprouter.core.Engine;
import io.siprouter.core.phone.Heard;
import io.siprouter.core.phone.PhoneRegistration.Registered;
import io.siprouter.core.phone.PhoneState.Ended;
import io.siprouter.core.phone.PhoneState.Talking;
import io.siprouter.core.phone.ScriptedPhone;
import io.siprouter.core.sip.SipBindException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What came of a call between two phones of ours, through a hub of its own on free ports of
 * loopback. Immutable.
 *
 * @param ears of the caller and the callee; none where there was no call
 * @param failure why there was no call, for people
 */
public record SelfCall(List<Ear> ears, Optional<String> failure) {

  private static final Duration LIMIT = Duration.ofSeconds(4);

  /** A second for each measurement of the delay, and one to begin with. */
  private static final Duration TALK = Duration.ofSeconds(5);

  private static final int ENOUGH_PACKETS = 100;

  /**
   * What one phone heard.
   *
   * @param lost packets that never came
   * @param jitterMs [ms]
   * @param delayMs from mouth to ear [ms]; NaN where not measured
   */
  public record Ear(
      String phone,
      boolean hearsOther,
      boolean hearsItself,
      long packets,
      long lost,
      double jitterMs,
      double delayMs) {

    private static Ear of(Role role, Role other, Heard heard) {
      return new Ear(
          role.number(),
          heard.tonesHz().contains(other.toneHz()),
          heard.tonesHz().contains(role.toneHz()),
          heard.packetsRx(),
          heard.lost(),
          heard.jitterMs(),
          heard.delayMs());
    }
  }

  public SelfCall {
    ears = List.copyOf(ears);
  }

  /** Makes the call, which takes some seconds. */
  public static SelfCall run()
      throws IOException, ConfigException, SipBindException, InterruptedException {
    var cast = Cast.assemble();
    try (var _ = Engine.start(cast.config(), InstantSource.system());
        var caller = cast.phone(cast.caller());
        var callee = cast.phone(cast.callee())) {
      return between(cast, caller, callee);
    }
  }

  private static SelfCall between(Cast cast, ScriptedPhone caller, ScriptedPhone callee)
      throws InterruptedException {
    if (!registers(caller) || !registers(callee)) {
      return failed("the phones cannot register");
    }
    caller.dial(cast.callee().number());
    if (caller.awaitState(Talking.class, LIMIT).isEmpty()) {
      return failed("the call is not answered: the caller is " + caller.state());
    }
    var first = listen(caller, cast.callee());
    var second = listen(callee, cast.caller());
    caller.hangUp();
    var ended = callee.awaitState(Ended.class, LIMIT);
    return ended.isEmpty()
        ? failed("the call does not end")
        : new SelfCall(
            List.of(
                Ear.of(cast.caller(), cast.callee(), first),
                Ear.of(cast.callee(), cast.caller(), second)),
            Optional.empty());
  }

  private static boolean registers(ScriptedPhone phone) throws InterruptedException {
    phone.register();
    return phone.awaitRegistration(LIMIT).filter(Registered.class::isInstance).isPresent();
  }

  private static Heard listen(ScriptedPhone phone, Role other) throws InterruptedException {
    return phone
        .awaitHeard(
            heard ->
                heard.packetsRx() >= ENOUGH_PACKETS
                    && !Double.isNaN(heard.delayMs())
                    && heard.isOnly(other.toneHz()),
            TALK)
        .orElseGet(phone::heard);
  }

  private static SelfCall failed(String why) {
    return new SelfCall(List.of(), Optional.of(why));
  }
}
