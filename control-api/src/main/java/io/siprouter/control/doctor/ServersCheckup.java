package io.siprouter.control.doctor;

import static io.siprouter.control.doctor.Finding.fault;
import static io.siprouter.control.doctor.Finding.ok;
import static io.siprouter.control.doctor.Finding.skipped;
import static io.siprouter.control.doctor.Finding.warning;

import io.siprouter.config.AppConfig;
import io.siprouter.config.Provider;
import io.siprouter.core.ServerProbe;
import io.siprouter.core.ServerProbe.Answer;
import io.siprouter.core.dns.Location;
import io.siprouter.core.sip.Destination;
import io.siprouter.core.sip.SipBindException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Whether the providers' names are found, and whether somebody answers there. */
final class ServersCheckup implements Checkup {

  private static final String DNS = "DNS";

  @Override
  public String subject() {
    return "providers";
  }

  @Override
  public List<Finding> look(Patient patient) {
    var enabled =
        patient.config().stream()
            .flatMap(config -> config.providers().stream())
            .filter(Provider::enabled)
            .toList();
    if (enabled.isEmpty()) {
      return List.of(
          skipped(
              subject(),
              patient.config().isEmpty()
                  ? "there is no valid configuration"
                  : "none is configured, so no name has to be looked up either"));
    }
    return look(patient.config().get(), enabled, patient);
  }

  private List<Finding> look(AppConfig config, List<Provider> providers, Patient patient) {
    try (var probe = ServerProbe.open(config)) {
      return providers.stream()
          .flatMap(provider -> look(probe, provider, patient).stream())
          .toList();
    } catch (SipBindException e) {
      return List.of(skipped(subject(), "no socket can be opened: " + e.getMessage()));
    }
  }

  private List<Finding> look(ServerProbe probe, Provider provider, Patient patient) {
    var registration = new Registration(provider, patient).finding();
    return switch (probe.locate(provider)) {
      case Location.NotFound(var reason) -> {
        var findings = new ArrayList<>(registration);
        findings.add(
            fault(
                DNS,
                "provider %s: %s".formatted(provider.id(), reason),
                "look at the spelling of its domain, at server.dns and at /etc/resolv.conf"));
        yield findings;
      }
      case Location.Found(var servers) -> {
        var findings = new ArrayList<>(registration);
        findings.add(ok(DNS, "provider %s: %s".formatted(provider.id(), text(servers))));
        servers.forEach(
            server -> findings.add(judged(provider, server, probe.ask(provider, server))));
        yield findings;
      }
    };
  }

  private static String text(List<Destination> servers) {
    return servers.stream().map(ServersCheckup::text).collect(Collectors.joining(", "));
  }

  private static String text(Destination server) {
    var address = server.address();
    return "%s %s:%d"
        .formatted(server.transport(), address.getAddress().getHostAddress(), address.getPort());
  }

  private Finding judged(Provider provider, Destination server, Answer answer) {
    var who = "provider %s at %s".formatted(provider.id(), text(server));
    return switch (answer) {
      case Answer.Answered answered -> answered(who, answered);
      case Answer.Silent(var why) ->
          warning(
              subject(),
              "%s does not answer OPTIONS: %s".formatted(who, why),
              "some never do; if it does not register either, look at the firewall and the domain");
    };
  }

  private Finding answered(String who, Answer.Answered answer) {
    var seen = answer.seenAs().map(address -> ", and sees us as " + address).orElse("");
    var found =
        "%s answers %d in %s%s".formatted(who, answer.status(), ms(answer.roundTrip()), seen);
    return answer.status() == 503
        ? warning(subject(), found, "it is overloaded or out of service: wait, or ask its operator")
        : ok(subject(), found);
  }

  static String ms(Duration time) {
    return "%.1f ms".formatted(time.toNanos() / 1e6);
  }
}
