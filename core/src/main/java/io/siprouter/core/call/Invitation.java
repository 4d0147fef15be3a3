package io.siprouter.core.call;

import io.siprouter.core.leg.Leg;
import io.siprouter.core.leg.LegEnd;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rings somebody to join the parties there are; nobody waits for the answer. On the call's loop.
 */
final class Invitation implements RingGroup.Purpose {

  private final Call call;
  private @Nullable LegEnd lost;

  Invitation(Call call) {
    this.call = call;
  }

  /** Why nobody is rung any more, if nobody is. */
  Optional<LegEnd> lost() {
    return Optional.ofNullable(lost);
  }

  @Override
  public void rang() {}

  @Override
  public void progressed(Leg branch) {}

  @Override
  public void won(Leg branch) {
    call.connected();
  }

  @Override
  public void lost(LegEnd best) {
    lost = best;
  }
}
