package io.siprouter.control.handler;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.siprouter.config.header.HeaderRule;
import io.siprouter.control.command.CallCommand;
import io.siprouter.control.command.CallCommand.HangUp;
import io.siprouter.control.command.CallCommand.ListCalls;
import io.siprouter.control.command.CallCommand.MakeCall;
import io.siprouter.control.command.CallCommand.Merge;
import io.siprouter.control.command.CallCommand.SetCodecPriority;
import io.siprouter.control.command.CallCommand.ShowCall;
import io.siprouter.control.command.CallCommand.Wait;
import io.siprouter.control.command.Fault;
import io.siprouter.control.command.Handler;
import io.siprouter.control.command.Principal;
import io.siprouter.control.command.Problem;
import io.siprouter.control.command.Reply;
import io.siprouter.control.feed.EventFeed;
import io.siprouter.control.feed.Picture;
import io.siprouter.control.view.CallView;
import io.siprouter.control.view.CodecsView;
import io.siprouter.core.call.CallId;
import io.siprouter.core.call.CallManager;
import io.siprouter.core.call.Origination;
import io.siprouter.core.call.Outcome;
import io.siprouter.core.call.ShownCaller;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Makes calls, shows them, or ends them. */
public final class CallHandler implements Handler<CallCommand> {

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(3);

  private final CallManager calls;
  private final EventFeed feed;

  /** For calls of an engine. */
  public CallHandler(CallManager calls, EventFeed feed) {
    this.calls = calls;
    this.feed = feed;
  }

  @Override
  public CompletionStage<Reply> handle(CallCommand command, Principal who) {
    return switch (command) {
      case MakeCall make -> make(make);
      case ListCalls _ -> feed.ask(picture -> Reply.list(picture.calls()));
      case ShowCall(var id) ->
          feed.ask(picture -> picture.call(id).map(Reply::found).orElseGet(() -> noCall(id)));
      case HangUp(var id) -> hangUp(id);
      case Merge(var id, var other) ->
          Outcomes.done(
              calls.commands().merge(new CallId(id), new CallId(other)),
              "call " + id + " or " + other);
      case SetCodecPriority set -> completedStage(choose(set));
    };
  }

  @Override
  public Optional<Object> subject(CallCommand command) {
    return command instanceof SetCodecPriority set
        ? set.device()
            .flatMap(calls.codecs()::ofDevice)
            .or(() -> set.provider().flatMap(calls.codecs()::ofProvider))
            .map(CodecsView::new)
        : Optional.empty();
  }

  private CompletionStage<Reply> make(MakeCall make) {
    var faults = faults(make.headers().orElse(Map.of()));
    if (!faults.isEmpty()) {
      return completedStage(Reply.refused(Problem.badFields(faults)));
    }
    var outcome = calls.originate(asked(make));
    return outcome instanceof Outcome.Done<CallId>(var id)
        ? made(id, make.waitFor().orElse(Wait.CREATED))
        : completedStage(Outcomes.reply(outcome, "call", _ -> Reply.done()));
  }

  private Reply choose(SetCodecPriority set) {
    if (set.device().isPresent() == set.provider().isPresent()) {
      return Reply.refused(
          Problem.badField("device", "or provider has to be given, and not both of them"));
    }
    var codecs = calls.codecs();
    var outcome =
        set.device()
            .map(device -> codecs.ofDevice(device, set.codecs()))
            .orElseGet(() -> codecs.ofProvider(set.provider().orElseThrow(), set.codecs()));
    return Outcomes.reply(outcome, "codec", chosen -> Reply.found(new CodecsView(chosen)));
  }

  private static Origination asked(MakeCall make) {
    var shown =
        make.caller()
            .map(caller -> new ShownCaller(caller.number(), caller.name()))
            .orElse(ShownCaller.USUAL);
    var headers = headers(make.headers().orElse(Map.of()));
    return new Origination(make.from(), make.to(), make.onBehalf(), shown, headers);
  }

  private static List<Fault> faults(Map<String, String> headers) {
    return headers.entrySet().stream().flatMap(it -> fault(it).stream()).toList();
  }

  private static Optional<Fault> fault(Map.Entry<String, String> header) {
    return HeaderRule.fault(header.getKey(), header.getValue())
        .map(allowed -> new Fault("headers." + header.getKey(), "is wrong; allowed: " + allowed));
  }

  private static List<HeaderRule> headers(Map<String, String> headers) {
    return headers.entrySet().stream()
        .map(it -> new HeaderRule(Optional.empty(), it.getKey(), it.getValue()))
        .toList();
  }

  private CompletionStage<Reply> made(CallId id, Wait wait) {
    return feed.await(id.value(), wait, LONGEST_WAIT)
        .thenCompose(
            awaited ->
                awaited
                    .map(call -> completedStage(made(call, wait)))
                    .orElseGet(() -> feed.ask(picture -> soFar(picture, id.value()))));
  }

  private static Reply soFar(Picture picture, String id) {
    return picture.call(id).map(CallHandler::made).orElseGet(() -> noCall(id));
  }

  private static Reply made(CallView call, Wait wait) {
    return call.cause().isPresent() && wait != Wait.CREATED ? failed(call) : made(call);
  }

  private static Reply made(CallView call) {
    return new Reply.Made("/calls/" + call.id(), call);
  }

  private static Reply failed(CallView call) {
    var problem =
        Problem.conflict(
            "call_ended", "call " + call.id() + " ended: " + call.cause().orElse("error"));
    return Reply.refused(call.sipStatus().map(problem::withSipStatus).orElse(problem));
  }

  private CompletionStage<Reply> hangUp(String id) {
    return Outcomes.done(calls.commands().hangUp(new CallId(id)), "call " + id);
  }

  static Reply noCall(String id) {
    return Reply.refused(Problem.notFound("there is no call " + id));
  }
}
