package io.siprouter.core.trunk;

import io.siprouter.core.trunk.TrunkAction.Forget;
import io.siprouter.core.trunk.TrunkAction.LimitPatience;
import io.siprouter.core.trunk.TrunkAction.Report;
import io.siprouter.core.trunk.TrunkAction.Resolve;
import io.siprouter.core.trunk.TrunkAction.ResolveAt;
import io.siprouter.core.trunk.TrunkAction.Rest;
import io.siprouter.core.trunk.TrunkAction.SendProbe;
import io.siprouter.core.trunk.TrunkAction.SendRegister;
import io.siprouter.core.trunk.TrunkAction.SendUnregister;
import io.siprouter.core.trunk.TrunkAction.Wait;
import io.siprouter.core.trunk.TrunkAction.WaitAbout;
import io.siprouter.core.trunk.TrunkAction.WaitForProbe;
import io.siprouter.core.trunk.TrunkInput.Accepted;
import io.siprouter.core.trunk.TrunkInput.AcceptedElsewhere;
import io.siprouter.core.trunk.TrunkInput.Due;
import io.siprouter.core.trunk.TrunkInput.Failure;
import io.siprouter.core.trunk.TrunkInput.FlowLost;
import io.siprouter.core.trunk.TrunkInput.Forbidden;
import io.siprouter.core.trunk.TrunkInput.Hint;
import io.siprouter.core.trunk.TrunkInput.NetworkChanged;
import io.siprouter.core.trunk.TrunkInput.NextServer;
import io.siprouter.core.trunk.TrunkInput.Outcome;
import io.siprouter.core.trunk.TrunkInput.PatienceEnded;
import io.siprouter.core.trunk.TrunkInput.ProbeDue;
import io.siprouter.core.trunk.TrunkInput.Redirected;
import io.siprouter.core.trunk.TrunkInput.Register;
import io.siprouter.core.trunk.TrunkInput.Resolved;
import io.siprouter.core.trunk.TrunkInput.SeenElsewhere;
import io.siprouter.core.trunk.TrunkInput.ServerLost;
import io.siprouter.core.trunk.TrunkInput.TooBrief;
import io.siprouter.core.trunk.TrunkInput.Unavailable;
import io.siprouter.core.trunk.TrunkInput.Unregister;
import io.siprouter.core.trunk.TrunkState.Failed;
import io.siprouter.core.trunk.TrunkState.Leaving;
import io.siprouter.core.trunk.TrunkState.Refreshing;
import io.siprouter.core.trunk.TrunkState.Registered;
import io.siprouter.core.trunk.TrunkState.Registering;
import io.siprouter.core.trunk.TrunkState.Unregistered;
import io.siprouter.core.trunk.TrunkState.Unregistering;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The life of our registration at a provider as a pure function (RFC 3261 §10.2).
 *
 * <pre>
 *   Unregistered  => Registering    we shall register
 *   Registering   => Registered     200
 *   Registering, Refreshing => Failed  refused, silent, not found
 *   Registered    => Refreshing     well before the registration expires, or at a hint that it is lost,
 *                                   a little later where its connection has ended
 *   Refreshing    => Registered     200
 *   Failed        => Registering    after a wait that grows, or when the network changes
 *   Registering, Refreshing => Leaving  we shall unregister, once the response has come
 *   Leaving       => Unregistering  200
 *   Registered    => Unregistering  we shall unregister
 *   Failed, Leaving, Unregistering => Unregistered  nothing is left to unregister, or patience ends
 * </pre>
 *
 * An attempt goes on with the provider's next server where one does not take it, and is repeated at
 * once where its response said how to do better: a longer interval (423), the contact as the
 * provider sees us, another registrar (301, 302). What comes too late to matter leaves the state as
 * it is.
 */
final class TrunkMachine {

  /** Say for a 423 and for the contact; a provider that wants more of it has to wait. */
  private static final int MAX_REPEATS = 2;

  private static final Duration UNREGISTER_PATIENCE = Duration.ofSeconds(2);

  /** A provider that closes every connection is not to be asked without a pause. */
  private static final Duration RECONNECTION = Duration.ofSeconds(5);

  /** The next state, with what has to be done on the way to it. */
  record Step(TrunkState state, List<TrunkAction> actions) {}

  private TrunkMachine() {}

  /** What an input does to a trunk. */
  static Step next(TrunkState state, TrunkInput input) {
    return switch (state) {
      case Unregistered unregistered -> unregistered(unregistered, input);
      case Registering registering -> registering(registering, input);
      case Registered registered -> registered(registered, input);
      case Refreshing refreshing -> refreshing(refreshing, input);
      case Failed failed -> failed(failed, input);
      case Leaving leaving -> leaving(leaving, input);
      case Unregistering unregistering -> unregistering(unregistering, input);
    };
  }

  private static Step unregistered(Unregistered state, TrunkInput input) {
    return switch (input) {
      case Register _ -> step(new Registering(0, 0), new Report(""), new Resolve());
      case Unregister _, Due _, ProbeDue _, PatienceEnded _, Outcome _, Hint _ -> step(state);
    };
  }

  private static Step registering(Registering state, TrunkInput input) {
    return switch (input) {
      case Resolved _, NextServer _ -> step(state, new SendRegister());
      case Accepted(var refresh) -> accepted(refresh, new Report(""));
      case AcceptedElsewhere(var refresh) ->
          isRepeatable(state.repeats())
              ? again(state, new SendRegister())
              : accepted(refresh, new Report(""));
      case TooBrief _ ->
          isRepeatable(state.repeats())
              ? again(state, new SendRegister())
              : fail(state.failures(), wantsMore());
      case Redirected(var registrar) ->
          isRepeatable(state.repeats())
              ? again(state, new ResolveAt(registrar))
              : fail(state.failures(), wantsMore());
      case Failure failure -> fail(state.failures(), failure);
      case Unregister _ -> step(new Leaving(), new LimitPatience(UNREGISTER_PATIENCE));
      case NetworkChanged _ ->
          step(new Registering(state.failures(), 0), new Forget(), new Resolve());
      case Register _, Due _, ProbeDue _, PatienceEnded _ -> step(state);
      case ServerLost _, SeenElsewhere _, FlowLost _ -> step(state);
    };
  }

  private static Step registered(Registered state, TrunkInput input) {
    return switch (input) {
      case FlowLost _ -> step(state, new WaitAbout(RECONNECTION));
      case Due _, Hint _ -> step(new Refreshing(0), new Resolve());
      case ProbeDue _ -> step(state, new SendProbe(), new WaitForProbe());
      case Unregister _ -> unregister(new LimitPatience(UNREGISTER_PATIENCE));
      case Register _, PatienceEnded _, Outcome _ -> step(state);
    };
  }

  private static Step refreshing(Refreshing state, TrunkInput input) {
    return switch (input) {
      case Resolved _, NextServer _ -> step(state, new SendRegister());
      case Accepted(var refresh) -> accepted(refresh);
      case AcceptedElsewhere(var refresh) ->
          isRepeatable(state.repeats()) ? again(state, new SendRegister()) : accepted(refresh);
      case TooBrief _ ->
          isRepeatable(state.repeats()) ? again(state, new SendRegister()) : fail(0, wantsMore());
      case Redirected(var registrar) ->
          isRepeatable(state.repeats())
              ? again(state, new ResolveAt(registrar))
              : fail(0, wantsMore());
      case Failure failure -> fail(0, failure);
      case Unregister _ -> step(new Leaving(), new LimitPatience(UNREGISTER_PATIENCE));
      case NetworkChanged _ -> step(new Refreshing(0), new Forget(), new Resolve());
      case Register _, Due _, ProbeDue _, PatienceEnded _ -> step(state);
      case ServerLost _, SeenElsewhere _, FlowLost _ -> step(state);
    };
  }

  private static Step failed(Failed state, TrunkInput input) {
    return switch (input) {
      case Due _ -> step(new Registering(state.failures(), 0), new Report(""), new Resolve());
      case Register _ -> startAfresh();
      case NetworkChanged _ -> state.refused() ? step(state) : startAfresh();
      case Unregister _ -> rest();
      case ProbeDue _, PatienceEnded _, Outcome _ -> step(state);
      case ServerLost _, SeenElsewhere _, FlowLost _ -> step(state);
    };
  }

  private static Step leaving(Leaving state, TrunkInput input) {
    return switch (input) {
      case Resolved _, NextServer _, Accepted _, AcceptedElsewhere _ -> unregister();
      case Redirected _, TooBrief _, Failure _, PatienceEnded _ -> rest();
      case Register _, Unregister _, Due _, ProbeDue _, Hint _ -> step(state);
    };
  }

  private static Step unregistering(Unregistering state, TrunkInput input) {
    return switch (input) {
      case Outcome _, PatienceEnded _ -> rest();
      case Register _, Unregister _, Due _, ProbeDue _, Hint _ -> step(state);
    };
  }

  private static boolean isRepeatable(int repeats) {
    return repeats < MAX_REPEATS;
  }

  private static Step again(Registering state, TrunkAction better) {
    return step(new Registering(state.failures(), state.repeats() + 1), better);
  }

  private static Step again(Refreshing state, TrunkAction better) {
    return step(new Refreshing(state.repeats() + 1), better);
  }

  private static Step startAfresh() {
    return step(new Registering(0, 0), new Rest(), new Report(""), new Resolve());
  }

  private static Step accepted(Duration refresh, TrunkAction... reports) {
    return plus(plus(step(new Registered(), reports), new Wait(refresh)), new WaitForProbe());
  }

  private static Step fail(int failuresBefore, Failure failure) {
    var failures = failuresBefore + 1;
    return step(
        new Failed(failures, failure instanceof Forbidden),
        new Report(failure.reason()),
        new WaitAbout(pause(failure, failures)));
  }

  private static Duration pause(Failure failure, int failures) {
    return switch (failure) {
      case Forbidden _ -> Backoff.REFUSAL.after(failures);
      case Unavailable(_, var wanted) -> longer(Backoff.TROUBLE.after(failures), wanted);
    };
  }

  private static Failure wantsMore() {
    return new Unavailable("provider always wants something else");
  }

  private static Step unregister(TrunkAction... before) {
    return plus(step(new Unregistering(), before), new SendUnregister());
  }

  private static Step rest() {
    return step(new Unregistered(), new Rest(), new Report(""));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  private static Step step(TrunkState state, TrunkAction... actions) {
    return new Step(state, List.of(actions));
  }

  private static Step plus(Step step, TrunkAction action) {
    var actions = new ArrayList<>(step.actions());
    actions.add(action);
    return new Step(step.state(), List.copyOf(actions));
  }
}
