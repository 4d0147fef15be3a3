package io.siprouter.control.doctor;

import static io.siprouter.control.doctor.Finding.fault;
import static io.siprouter.control.doctor.Finding.ok;
import static io.siprouter.control.doctor.Finding.skipped;
import static io.siprouter.control.doctor.Finding.warning;

import io.siprouter.config.AppConfig;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the system lets a process have. */
final class KernelCheckup implements Checkup {

  private static final String OPEN_FILES = "open files";
  private static final String BUFFERS = "UDP buffers";

  private static final Pattern SOFT_LIMIT = Pattern.compile("Max open files +(\\S+)");

  /** What the SIP socket asks for: a burst of some thousand messages. */
  private static final long SIP_BUFFER_BYTES = 4 << 20;

  /** Two legs, and on each a socket for RTP and sometimes one for RTCP. */
  private static final long FILES_PER_CALL = 4;

  /** SIP connections of others, archives of classes, pipes. */
  private static final long OTHER_FILES = 2_400;

  @Override
  public String subject() {
    return "kernel";
  }

  @Override
  public List<Finding> look(Patient patient) {
    return List.of(openFiles(patient), buffer(patient, "rmem_max"), buffer(patient, "wmem_max"));
  }

  private static Finding openFiles(Patient patient) {
    return softLimit(patient)
        .map(limit -> openFiles(limit, patient.config().map(KernelCheckup::needed)))
        .orElseGet(() -> skipped(OPEN_FILES, "the system does not tell the limit"));
  }

  private static long needed(AppConfig config) {
    return OTHER_FILES + FILES_PER_CALL * config.server().limits().calls();
  }

  private static Finding openFiles(long limit, Optional<Long> needed) {
    long wanted = needed.orElse(OTHER_FILES);
    var found = "%d allowed, up to %d needed".formatted(limit, wanted);
    return limit >= wanted
        ? ok(OPEN_FILES, found)
        : fault(
            OPEN_FILES,
            found,
            "LimitNOFILE=%d in the systemd unit, or `ulimit -n %d`".formatted(wanted, wanted));
  }

  /** Of the daemon where it runs and lets us look, else ours: a child of the same shell. */
  private static Optional<Long> softLimit(Patient patient) {
    var pid = patient.daemon().flatMap(RunningDaemon::process).map(Processes.Holder::pid);
    var file = pid.map(id -> "proc/" + id + "/limits").orElse("proc/self/limits");
    return patient.machine().lines(file).stream()
        .map(SOFT_LIMIT::matcher)
        .filter(Matcher::lookingAt)
        .map(line -> line.group(1))
        .map(soft -> soft.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(soft))
        .findFirst();
  }

  private static Finding buffer(Patient patient, String name) {
    var bytes = patient.machine().number("proc/sys/net/core/" + name);
    if (bytes.isEmpty()) {
      return skipped(BUFFERS, "net.core." + name + " is not told");
    }
    var found = "net.core.%s is %d".formatted(name, bytes.getAsLong());
    return bytes.getAsLong() >= SIP_BUFFER_BYTES
        ? ok(BUFFERS, found)
        : warning(
            BUFFERS,
            found + ": a burst of SIP messages overflows it",
            "sysctl -w net.core.%s=%d, and the same in /etc/sysctl.d"
                .formatted(name, SIP_BUFFER_BYTES));
  }
}
