package io.siprouter.control.doctor;

import static io.siprouter.control.doctor.Finding.ok;
import static io.siprouter.control.doctor.Finding.warning;

import io.siprouter.core.dns.NameServerProbe;
import java.net.InetSocketAddress;
import java.util.List;

/** Whether the name servers answer at all, those of the configuration or of the system. */
final class NameServersCheckup implements Checkup {

  @Override
  public String subject() {
    return "name servers";
  }

  @Override
  public List<Finding> look(Patient patient) {
    var configured =
        patient.config().stream()
            .flatMap(config -> config.server().dns().servers().stream())
            .map(server -> new InetSocketAddress(server.address(), server.port()))
            .toList();
    var servers = NameServerProbe.servers(configured);
    return servers.isEmpty()
        ? List.of(
            warning(subject(), "there is none", "name one in server.dns, or in /etc/resolv.conf"))
        : servers.stream().map(this::judged).toList();
  }

  private Finding judged(InetSocketAddress server) {
    var name = server.getAddress().getHostAddress();
    return NameServerProbe.ask(server)
        .map(time -> ok(subject(), "%s answers in %s".formatted(name, ServersCheckup.ms(time))))
        .orElseGet(
            () ->
                warning(
                    subject(),
                    name + " does not answer",
                    "names are found later or not at all: correct server.dns or /etc/resolv.conf"));
  }
}
