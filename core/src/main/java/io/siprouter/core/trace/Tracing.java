package io.siprouter.core.trace;

import io.siprouter.config.TraceSection;
import io.siprouter.core.event.EventBus;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The trace and who is shown all of it, as the configuration wants them. One thread at a time. */
public final class Tracing implements AutoCloseable {
  private final MessageTrace trace;
  private TraceSection applied;
  private volatile Optional<HepExporter> exporter;

  /**
   * Begins to listen to the events of calls.
   *
   * @param ownAddress which of our addresses leads to a peer
   */
  public Tracing(
      TraceSection section,
      EventBus events,
      InstantSource clock,
      UnaryOperator<InetAddress> ownAddress) {
    this.trace = new MessageTrace(section, clock, ownAddress);
    events.observe(trace.observer());
    this.applied = section;
    this.exporter = exporter(section);
  }

  private Optional<HepExporter> exporter(TraceSection section) {
    return section.hep().map(target -> HepExporter.start(trace, target));
  }

  /** Follows this configuration from now on; what is remembered stays as far as it fits. */
  public void apply(TraceSection next) {
    trace.apply(next);
    if (!next.hep().equals(applied.hep())) {
      exporter.ifPresent(HepExporter::close);
      exporter = exporter(next);
    }
    applied = next;
  }

  /** Any thread. */
  public MessageTrace trace() {
    return trace;
  }

  /** How many messages the present capture server was sent. Any thread. */
  public long shown() {
    return exporter.map(HepExporter::sent).orElse(0L);
  }

  /** How many it could not be sent. Any thread. */
  public long notShown() {
    return exporter.map(HepExporter::failed).orElse(0L);
  }

  @Override
  public void close() {
    exporter.ifPresent(HepExporter::close);
    trace.close();
  }
}
