package io.siprouter.control.doctor;

import static io.siprouter.control.doctor.Finding.ok;
import static io.siprouter.control.doctor.Finding.warning;

import io.siprouter.core.call.CallCapacity;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The Java machine that runs this, which is also the daemon's where the launcher starts both; that
 * it is recent enough is shown by this class being loaded.
 */
final class JavaCheckup implements Checkup {

  private static final long BYTES_PER_MB = 1 << 20;
  private static final String REMEDY =
      "start the daemon by bin/siprouter, which sets the flags; add yours in SIPROUTER_JAVA_OPTS";

  @Override
  public String subject() {
    return "java";
  }

  @Override
  public List<Finding> look(Patient patient) {
    var findings = new ArrayList<Finding>();
    findings.add(ok(subject(), Runtime.version() + " at " + System.getProperty("java.home")));
    findings.add(collector());
    findings.add(flags(ManagementFactory.getRuntimeMXBean().getInputArguments()));
    patient.config().ifPresent(config -> findings.add(heap(config.server().limits().calls())));
    return findings;
  }

  private static Finding collector() {
    var beans = ManagementFactory.getGarbageCollectorMXBeans();
    var names =
        beans.stream()
            .map(GarbageCollectorMXBean::getName)
            .sorted()
            .collect(Collectors.joining(", "));
    return names.contains("Shenandoah")
        ? ok("garbage collector", "Shenandoah")
        : warning("garbage collector", names + ": its pauses can be heard", REMEDY);
  }

  static Finding flags(List<String> arguments) {
    var missing =
        List.of("--enable-native-access", "--sun-misc-unsafe-memory-access").stream()
            .filter(flag -> arguments.stream().noneMatch(given -> given.startsWith(flag)))
            .toList();
    return missing.isEmpty()
        ? ok("java flags", "as the launcher sets them")
        : warning("java flags", "missing: " + String.join(" ", missing), REMEDY);
  }

  private static Finding heap(int calls) {
    long heap = Runtime.getRuntime().maxMemory();
    long held = CallCapacity.heldBy(heap);
    var found = "%d MB hold %d calls".formatted(heap / BYTES_PER_MB, held);
    return calls <= held
        ? ok("heap", found + ", server.limits.calls is " + calls)
        : warning(
            "heap",
            found + ", but server.limits.calls is " + calls,
            "set a lower limit, or a larger heap: SIPROUTER_JAVA_OPTS=-Xmx1g");
  }
}
