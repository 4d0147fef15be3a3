package io.siprouter.control.handler;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.siprouter.config.Device;
import io.siprouter.control.command.Handler;
import io.siprouter.control.command.LegCommand;
import io.siprouter.control.command.LegCommand.AddLeg;
import io.siprouter.control.command.LegCommand.Answer;
import io.siprouter.control.command.LegCommand.HoldLeg;
import io.siprouter.control.command.LegCommand.Mute;
import io.siprouter.control.command.LegCommand.Reject;
import io.siprouter.control.command.LegCommand.RemoveLeg;
import io.siprouter.control.command.LegCommand.ResumeLeg;
import io.siprouter.control.command.LegCommand.SendDtmf;
import io.siprouter.control.command.LegCommand.Unmute;
import io.siprouter.control.command.Principal;
import io.siprouter.control.command.Problem;
import io.siprouter.control.command.Reply;
import io.siprouter.control.feed.EventFeed;
import io.siprouter.control.view.CallView;
import io.siprouter.control.view.LegsView;
import io.siprouter.core.call.CallCommands;
import io.siprouter.core.call.CallId;
import io.siprouter.core.call.Outcome;
import io.siprouter.core.leg.LegId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Acts on the legs of calls. */
public final class LegHandler implements Handler<LegCommand> {

  private static final int DECLINE = 603;

  private final CallCommands calls;
  private final Function<String, Optional<Device>> devices;
  private final EventFeed feed;

  /**
   * For the calls of an engine.
   *
   * @param devices finds one by its id or extension
   */
  public LegHandler(
      CallCommands calls, Function<String, Optional<Device>> devices, EventFeed feed) {
    this.calls = calls;
    this.devices = devices;
    this.feed = feed;
  }

  @Override
  public CompletionStage<Reply> handle(LegCommand command, Principal who) {
    return switch (command) {
      case AddLeg add -> add(add);
      case RemoveLeg(var id, var leg) -> done(id, leg, calls.remove(call(id), leg(leg)));
      case Answer(var id, var leg) -> done(id, leg, calls.answer(call(id), leg(leg)));
      case Reject(var id, var leg, var status) ->
          done(id, leg, calls.reject(call(id), leg(leg), status.orElse(DECLINE)));
      case Mute(var id, var leg) -> done(id, leg, calls.mute(call(id), leg(leg), true));
      case Unmute(var id, var leg) -> done(id, leg, calls.mute(call(id), leg(leg), false));
      case HoldLeg(var id, var leg) -> done(id, leg, calls.hold(call(id), leg(leg)));
      case ResumeLeg(var id, var leg) -> done(id, leg, calls.resume(call(id), leg(leg)));
      case SendDtmf(var id, var leg, var digits) ->
          done(id, leg, calls.sendDigits(call(id), leg(leg), digits));
    };
  }

  private static CallId call(String id) {
    return new CallId(id);
  }

  private static LegId leg(String id) {
    return new LegId(id);
  }

  private static CompletionStage<Reply> done(
      String call, String leg, CompletionStage<Outcome<LegId>> outcome) {
    return Outcomes.done(outcome, "leg " + leg + " of call " + call);
  }

  private CompletionStage<Reply> add(AddLeg add) {
    return feed.ask(picture -> picture.call(add.id()))
        .thenCompose(
            call ->
                call.map(it -> add(add, it))
                    .orElseGet(() -> completedStage(CallHandler.noCall(add.id()))));
  }

  private CompletionStage<Reply> add(AddLeg add, CallView call) {
    return add.onBehalf()
        .or(() -> Speaker.of(call))
        .map(onBehalf -> add(add, onBehalf))
        .orElseGet(() -> wrongSpeaker("is missing, and no device takes part in the call"));
  }

  private CompletionStage<Reply> add(AddLeg add, String onBehalf) {
    return devices
        .apply(onBehalf)
        .map(device -> add(add, device))
        .orElseGet(
            () -> wrongSpeaker("is \"" + onBehalf + "\": a device or its extension is needed"));
  }

  private static CompletionStage<Reply> wrongSpeaker(String detail) {
    return completedStage(Reply.refused(Problem.badField("on_behalf", detail)));
  }

  private CompletionStage<Reply> add(AddLeg add, Device onBehalf) {
    return Outcomes.reply(
        calls.addLeg(call(add.id()), add.to(), onBehalf),
        "call " + add.id(),
        legs -> added(add.id(), legs));
  }

  private static Reply added(String call, List<LegId> legs) {
    return new Reply.Made("/calls/" + call, new LegsView(legs.stream().map(LegId::value).toList()));
  }
}
