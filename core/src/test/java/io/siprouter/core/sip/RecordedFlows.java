package io.siprouter.core.sip;

import java.util.ArrayList;
import java.util.List;

/** Writes down what is done about flows. */
public final class RecordedFlows implements Flows {

  private final List<String> done = new ArrayList<>();

  @Override
  public synchronized void ping(Destination destination) {
    done.add("ping " + destination.address().getHostString());
  }

  @Override
  public synchronized void drop(Destination destination) {
    done.add("drop " + destination.address().getHostString());
  }

  public synchronized List<String> done() {
    return List.copyOf(done);
  }
}
