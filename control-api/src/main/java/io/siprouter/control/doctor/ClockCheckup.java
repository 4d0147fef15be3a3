package io.siprouter.control.doctor;

import static io.siprouter.control.doctor.Finding.fault;
import static io.siprouter.control.doctor.Finding.ok;
import static io.siprouter.control.doctor.Finding.skipped;
import static io.siprouter.control.doctor.Finding.warning;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Whether this machine knows what time it is: certificates and digests depend on it. */
final class ClockCheckup implements Checkup {

  private static final String REMEDY = "timedatectl set-ntp true, or install chrony";
  private static final Duration NOTICED = Duration.ofSeconds(1);

  /** Certificates that were just made are not valid yet for who is that late. */
  private static final Duration HARMFUL = Duration.ofSeconds(60);

  private static final Set<String> UTC = Set.of("Z", "UTC", "Etc/UTC", "GMT", "Etc/GMT");
  private static final int PATIENCE_S = 3;

  @Override
  public String subject() {
    return "clock";
  }

  @Override
  public List<Finding> look(Patient patient) {
    return List.of(
        synchronised()
            .orElseGet(() -> measured(new TimeServers(patient.machine()).names(), SntpQuery.PORT)),
        zone(ZoneId.systemDefault(), patient));
  }

  /** What systemd says; empty where it does not run. */
  private Optional<Finding> synchronised() {
    return timedatectl()
        .map(
            answer ->
                answer.equals("yes")
                    ? ok(subject(), "synchronised, says timedatectl")
                    : warning(subject(), "not synchronised, says timedatectl", REMEDY));
  }

  private static Optional<String> timedatectl() {
    try {
      var process =
          new ProcessBuilder("timedatectl", "show", "--property=NTPSynchronized", "--value")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      var answer = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      return Optional.of(answer).filter(text -> text.equals("yes") || text.equals("no"));
    } catch (IOException _) {
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Asks the servers that this machine is set to follow, until one answers. */
  Finding measured(List<String> servers, int port) {
    return servers.stream()
        .flatMap(server -> offset(server, port).map(offset -> judged(server, offset)).stream())
        .findFirst()
        .orElseGet(() -> skipped(subject(), untold(servers)));
  }

  private static Optional<Duration> offset(String server, int port) {
    try {
      var query = new SntpQuery(InstantSource.system());
      return Optional.of(query.offset(new InetSocketAddress(server, port)));
    } catch (IOException | IllegalArgumentException _) { // the latter: a name nobody knows
      return Optional.empty();
    }
  }

  private static String untold(List<String> servers) {
    return servers.isEmpty()
        ? "neither systemd nor a configured time server tells the time"
        : "no time server answers: " + String.join(", ", servers);
  }

  private Finding judged(String server, Duration offset) {
    var found = "%.3f s off what %s says".formatted(offset.toNanos() / 1e9, server);
    if (offset.abs().compareTo(HARMFUL) > 0) {
      return fault(subject(), found + ": certificates are refused, logs mislead", REMEDY);
    }
    return offset.abs().compareTo(NOTICED) > 0
        ? warning(subject(), found, REMEDY)
        : ok(subject(), found);
  }

  private static Finding zone(ZoneId zone, Patient patient) {
    var country = patient.config().map(config -> config.server().country()).orElse("");
    return UTC.contains(zone.getId()) && !country.isEmpty()
        ? warning(
            "time zone",
            "%s, though server.country is %s: the log has other times than your wall"
                .formatted(zone, country),
            "timedatectl set-timezone, or the variable TZ of the daemon")
        : ok("time zone", zone.toString());
  }
}
