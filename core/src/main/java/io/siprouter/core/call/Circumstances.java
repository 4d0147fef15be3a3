package io.siprouter.core.call;

import io.siprouter.config.Device;
import io.siprouter.config.Provider;
import io.siprouter.config.route.DialPlan;
import io.siprouter.config.route.RingPlan;
import io.siprouter.config.route.RoutePlan;
import io.siprouter.core.trunk.Trunk;
import io.siprouter.core.trunk.Trunks;
import io.siprouter.sip.message.SecretMask;
import java.util.Optional;

/** What an explanation knows beyond the configuration. Any thread. */
interface Circumstances {

  /** What a decision comes to; empty where nobody knows. */
  Optional<CallPlan> plan(RoutePlan decided, Optional<Device> caller);

  /** The INVITE for a target of such a plan. */
  String invite(Target target, Party shown);

  /** The state of a trunk; empty where there is none. */
  Optional<String> state(String providerId);

  /** Whether a provider has as many calls as it may. */
  boolean isFull(Provider provider);

  /** Whether no call is let in but one for help. */
  boolean isClosed();

  /** Nothing runs. */
  Circumstances UNKNOWN =
      new Circumstances() {
        @Override
        public Optional<CallPlan> plan(RoutePlan decided, Optional<Device> caller) {
          return Optional.empty();
        }

        @Override
        public String invite(Target target, Party shown) {
          throw new IllegalStateException("there is no way to " + target);
        }

        @Override
        public Optional<String> state(String providerId) {
          return Optional.empty();
        }

        @Override
        public boolean isFull(Provider provider) {
          return false;
        }

        @Override
        public boolean isClosed() {
          return false;
        }
      };

  /**
   * The engine runs.
   *
   * @param isClosed whether no call is let in but one for help
   */
  record Running(
      CallPlanner planner, Dialler dialler, Trunks trunks, TrunkLoad load, boolean isClosed)
      implements Circumstances {

    @Override
    public Optional<CallPlan> plan(RoutePlan decided, Optional<Device> caller) {
      return switch (decided) {
        case RingPlan plan -> Optional.of(planner.plan(plan));
        case DialPlan plan -> caller.map(device -> planner.plan(plan, Initiator.of(device)));
      };
    }

    @Override
    public String invite(Target target, Party shown) {
      return SecretMask.masked(dialler.preview(target, shown).toString());
    }

    @Override
    public Optional<String> state(String providerId) {
      return trunks.of(providerId).map(Trunk::state).map(state -> state.label());
    }

    @Override
    public boolean isFull(Provider provider) {
      return load.isFull(provider);
    }
  }
}
