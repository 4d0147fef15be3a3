package io.siprouter.control.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Heap, collector, threads, memory, files and processor of this process, and what it is. */
final class ProcessMetrics implements AutoCloseable {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB");
  private static final double BYTES_PER_KB = 1024;

  private final JvmGcMetrics collector = new JvmGcMetrics();

  ProcessMetrics(MeterRegistry registry, String version) {
    collector.bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    Gauge.builder("process.resident.memory", ProcessMetrics::residentBytes)
        .description("Memory of the whole process")
        .baseUnit("bytes")
        .register(registry);
    Gauge.builder("siprouter.build.info", () -> 1)
        .description("What runs")
        .tag("version", version)
        .tag("java", Runtime.version().toString())
        .register(registry);
  }

  /** NaN where the system does not tell. */
  private static double residentBytes() {
    try {
      var resident = RESIDENT.matcher(Files.readString(STATUS));
      return resident.find() ? BYTES_PER_KB * Long.parseLong(resident.group(1)) : Double.NaN;
    } catch (IOException _) {
      return Double.NaN;
    }
  }

  @Override
  public void close() {
    collector.close();
  }
}
