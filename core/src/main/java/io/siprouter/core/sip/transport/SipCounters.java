package io.siprouter.core.sip.transport;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** The stack's counts. Any thread. */
public final class SipCounters {
  private final Map<SipCounter, LongAdder> counts = new EnumMap<>(SipCounter.class);

  public SipCounters() {
    for (var counter : SipCounter.values()) {
      counts.put(counter, new LongAdder());
    }
  }

  public void add(SipCounter counter) {
    adder(counter).increment();
  }

  public long count(SipCounter counter) {
    return adder(counter).sum();
  }

  private LongAdder adder(SipCounter counter) {
    return counts.computeIfAbsent(counter, _ -> new LongAdder());
  }
}
