package io.siprouter.core.trunk;

import io.siprouter.core.trunk.TrunkAction.LimitPatience;
import io.siprouter.core.trunk.TrunkAction.Report;
import io.siprouter.core.trunk.TrunkAction.Resolve;
import io.siprouter.core.trunk.TrunkAction.Rest;
import io.siprouter.core.trunk.TrunkAction.SendRegister;
import io.siprouter.core.trunk.TrunkAction.SendUnregister;
import io.siprouter.core.trunk.TrunkAction.Wait;
import io.siprouter.core.trunk.TrunkAction.WaitAbout;
import io.siprouter.core.trunk.TrunkInput.Accepted;
import io.siprouter.core.trunk.TrunkInput.AcceptedElsewhere;
import io.siprouter.core.trunk.TrunkInput.Due;
import io.siprouter.core.trunk.TrunkInput.Failure;
import io.siprouter.core.trunk.TrunkInput.Forbidden;
import io.siprouter.core.trunk.TrunkInput.PatienceEnded;
import io.siprouter.core.trunk.TrunkInput.Register;
import io.siprouter.core.trunk.TrunkInput.Resolved;
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
 *   Registered    => Refreshing     well before the registration expires
 *   Refreshing    => Registered     200
 *   Failed        => Registering    after a wait that grows
 *   Registering, Refreshing => Leaving  we shall unregister, once the response has come
 *   Leaving       => Unregistering  200
 *   Registered    => Unregistering  we shall unregister
 *   Failed, Leaving, Unregistering => Unregistered  nothing is left to unregister, or patience ends
 * </pre>
 *
 * An attempt is repeated at once where its response said how to do better: a longer interval (423)
 * or the contact as the provider sees us. What comes too late to matter leaves the state as it is.
 */
final class TrunkMachine {

  /** One for a 423 and one for the contact; a provider that wants more of it has to wait. */
  private static final int MAX_REPEATS = 2;

  private static final int REFRESH_PERCENT = 85;
  private static final Duration REFRESH_MARGIN = Duration.ofSeconds(35);
  private static final Duration UNREGISTER_PATIENCE = Duration.ofSeconds(2);

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
      case Unregister _, Due _, PatienceEnded _, TrunkInput.Outcome _ -> step(state);
    };
  }

  private static Step registering(Registering state, TrunkInput input) {
    return switch (input) {
      case Resolved _ -> step(state, new SendRegister());
      case Accepted(var granted) -> accepted(granted, new Report(""));
      case AcceptedElsewhere(var granted) ->
          state.repeats() < MAX_REPEATS ? again(state) : accepted(granted, new Report(""));
      case TooBrief _ ->
          state.repeats() < MAX_REPEATS ? again(state) : fail(state.failures(), wantsMore());
      case Failure failure -> fail(state.failures(), failure);
      case Unregister _ -> step(new Leaving(), new LimitPatience(UNREGISTER_PATIENCE));
      case Register _, Due _, PatienceEnded _ -> step(state);
    };
  }

  private static Step registered(Registered state, TrunkInput input) {
    return switch (input) {
      case Due _ -> step(new Refreshing(0), new SendRegister());
      case Unregister _ -> unregister(new LimitPatience(UNREGISTER_PATIENCE));
      case Register _, PatienceEnded _, TrunkInput.Outcome _ -> step(state);
    };
  }

  private static Step refreshing(Refreshing state, TrunkInput input) {
    return switch (input) {
      case Accepted(var granted) -> accepted(granted);
      case AcceptedElsewhere(var granted) ->
          state.repeats() < MAX_REPEATS ? again(state) : accepted(granted);
      case TooBrief _ -> state.repeats() < MAX_REPEATS ? again(state) : fail(0, wantsMore());
      case Failure failure -> fail(0, failure);
      case Unregister _ -> step(new Leaving(), new LimitPatience(UNREGISTER_PATIENCE));
      case Resolved _, Register _, Due _, PatienceEnded _ -> step(state);
    };
  }

  private static Step failed(Failed state, TrunkInput input) {
    return switch (input) {
      case Due _ -> step(new Registering(state.failures(), 0), new Report(""), new Resolve());
      case Register _ -> step(new Registering(0, 0), new Rest(), new Report(""), new Resolve());
      case Unregister _ -> rest();
      case PatienceEnded _, TrunkInput.Outcome _ -> step(state);
    };
  }

  private static Step leaving(Leaving state, TrunkInput input) {
    return switch (input) {
      case Accepted _, AcceptedElsewhere _ -> unregister();
      case Resolved _, TooBrief _, Failure _, PatienceEnded _ -> rest();
      case Register _, Unregister _, Due _ -> step(state);
    };
  }

  private static Step unregistering(Unregistering state, TrunkInput input) {
    return switch (input) {
      case TrunkInput.Outcome _, PatienceEnded _ -> rest();
      case Register _, Unregister _, Due _ -> step(state);
    };
  }

  private static Step again(Registering state) {
    return step(new Registering(state.failures(), state.repeats() + 1), new SendRegister());
  }

  private static Step again(Refreshing state) {
    return step(new Refreshing(state.repeats() + 1), new SendRegister());
  }

  private static Step accepted(Duration granted, TrunkAction... reports) {
    return plus(step(new Registered(), reports), new Wait(refreshAfter(granted)));
  }

  private static Step fail(int failuresBefore, Failure failure) {
    var failures = failuresBefore + 1;
    return step(
        new Failed(failures),
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
    return new Unavailable("provider asks for ever longer intervals");
  }

  private static Step unregister(TrunkAction... before) {
    return plus(step(new Unregistering(), before), new SendUnregister());
  }

  private static Step rest() {
    return step(new Unregistered(), new Rest(), new Report(""));
  }

  /** Early enough for one lost attempt of 32 s (RFC 3261 timer F), as far as the grant allows. */
  private static Duration refreshAfter(Duration granted) {
    var early = granted.minus(REFRESH_MARGIN);
    var share = granted.multipliedBy(REFRESH_PERCENT).dividedBy(100);
    return longer(granted.dividedBy(2), early.compareTo(share) < 0 ? early : share);
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
