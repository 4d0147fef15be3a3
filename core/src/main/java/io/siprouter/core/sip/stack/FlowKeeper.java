package io.siprouter.core.sip.stack;

import io.siprouter.core.sip.Destination;
import io.siprouter.core.sip.Flows;
import io.siprouter.core.sip.transport.Transports;
import java.util.function.Supplier;

/** The flows of a running stack. Any thread. */
record FlowKeeper(Supplier<Transports> running) implements Flows {

  @Override
  public void ping(Destination destination) {
    running.get().ping(destination.hop());
  }

  @Override
  public void drop(Destination destination) {
    running.get().drop(destination.hop());
  }
}
