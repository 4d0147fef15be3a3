package io.siprouter.core.call;

import io.siprouter.config.Device;
import io.siprouter.config.Route.CallDirection;
import io.siprouter.core.call.Outcome.Invalid;
import io.siprouter.core.call.Outcome.Refused;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds out what a call that a program asks for leads to, or why it cannot be. Any thread. */
final class Originator {

  /** What becomes of the wish. */
  sealed interface Preparation {}

  /**
   * It can be tried.
   *
   * @param emergency whether no limit may stand in its way
   */
  record Ready(boolean emergency, Launch launch) implements Preparation {}

  record Unfit(Outcome<CallId> why) implements Preparation {}

  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9*#]{1,40}");
  private static final Pattern DISPLAY_NAME = Pattern.compile("\\P{Cntrl}{0,80}");
  private static final String PARTY = "the id or extension of a device, or a number";

  private final CallPlanner planner;

  Originator(CallPlanner planner) {
    this.planner = planner;
  }

  /** Nothing is sent yet. */
  Preparation prepare(Origination asked) {
    return fault(asked).<Preparation>map(Unfit::new).orElseGet(() -> plan(asked));
  }

  private Optional<Outcome<CallId>> fault(Origination asked) {
    return notAParty("from", asked.from())
        .or(() -> notAParty("to", asked.to()))
        .or(() -> noDevice(asked.onBehalf()))
        .or(() -> unfitNumber(asked.shown().number()))
        .or(() -> unfitName(asked.shown().displayName()));
  }

  private Optional<Outcome<CallId>> notAParty(String field, String text) {
    return planner.device(text).isPresent() || isNumber(text)
        ? Optional.empty()
        : Optional.of(new Invalid<>(field, text, PARTY));
  }

  private Optional<Outcome<CallId>> noDevice(Optional<String> onBehalf) {
    return onBehalf
        .filter(text -> planner.device(text).isEmpty())
        .map(text -> new Invalid<>("on_behalf", text, "the id or extension of a device"));
  }

  private Optional<Outcome<CallId>> unfitNumber(Optional<String> number) {
    return number
        .filter(text -> !isNumber(text))
        .map(text -> new Invalid<>("caller.number", text, "a number"));
  }

  private static Optional<Outcome<CallId>> unfitName(Optional<String> name) {
    return name.filter(text -> !DISPLAY_NAME.matcher(text).matches())
        .map(text -> new Invalid<>("caller.name", text, "80 printable characters"));
  }

  private boolean isNumber(String text) {
    return NUMBER.matcher(planner.number(text).dialled()).matches();
  }

  private Preparation plan(Origination asked) {
    var at = planner.moment();
    var from = planner.device(asked.from());
    var initiator = Initiator.of(asked.onBehalf().flatMap(planner::device).or(() -> from));
    var first =
        from.map(planner::ring)
            .orElseGet(() -> planner.dialled(initiator, planner.toDial(asked.from()), at));
    var to = planner.toDial(asked.to());
    var answering = initiator.showing(asked.shown().number());
    var second = planner.dialled(answering, to, at);
    return refusal(first)
        .or(() -> echoTo(first))
        .or(() -> refusal(second))
        .<Preparation>map(Unfit::new)
        .orElseGet(
            () ->
                new Ready(
                    first instanceof CallPlan.Emergency || second instanceof CallPlan.Emergency,
                    new Launch(
                        beginning(asked, from, initiator, first, second),
                        asked.headers(),
                        first,
                        () -> planner.dialled(answering, to, at),
                        asked
                            .shown()
                            .insteadOf(party(asked.from(), from))
                            .hidden(planner.hides(to)),
                        new Party(to, ""))));
  }

  private static Optional<Outcome<CallId>> refusal(CallPlan plan) {
    return plan instanceof CallPlan.Refuse(var end, var why)
        ? Optional.of(new Refused<>(end.sipStatus(), why.reason()))
        : Optional.empty();
  }

  /** The echo test can be called, but it calls nobody. */
  private static Optional<Outcome<CallId>> echoTo(CallPlan first) {
    return first instanceof CallPlan.Echo
        ? Optional.of(new Refused<>(404, "the echo test calls nobody"))
        : Optional.empty();
  }

  private Beginning beginning(
      Origination asked,
      Optional<Device> from,
      Initiator initiator,
      CallPlan first,
      CallPlan second) {
    var source =
        new CallSource(CallSource.Kind.COMMAND, initiator.onBehalf().map(Device::id).orElse(""));
    var leaves = first.direction() == CallDirection.OUTBOUND;
    return new Beginning(
        source,
        leaves ? CallDirection.OUTBOUND : second.direction(),
        party(asked.from(), from),
        asked.to(),
        planner.normalised(planner.toDial(asked.to())),
        second.why());
  }

  private Party party(String text, Optional<Device> device) {
    return device.map(Party::of).orElseGet(() -> new Party(planner.number(text).dialled(), ""));
  }
}
