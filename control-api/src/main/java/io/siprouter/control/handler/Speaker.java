package io.siprouter.control.handler;

import io.siprouter.control.view.CallView;
import io.siprouter.control.view.LegView;
import io.siprouter.core.leg.LegKind;
import java.util.Optional;
import java.util.Set;

/** The device for which a call dials further parties where nobody says whose rights count. */
final class Speaker {

  private static final Set<String> TALKING = Set.of("answered", "held");

  private Speaker() {}

  /** The one that the call came from, else the first of ours that talks in it. */
  static Optional<String> of(CallView call) {
    return call.sourceKind().equals("provider") || call.sourceId().isEmpty()
        ? call.legs().stream().filter(Speaker::talks).map(LegView::account).findFirst()
        : Optional.of(call.sourceId());
  }

  private static boolean talks(LegView leg) {
    return leg.kind().equals(LegKind.SIP_DEVICE.name()) && TALKING.contains(leg.state());
  }
}
