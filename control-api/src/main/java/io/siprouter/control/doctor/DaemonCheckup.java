package io.siprouter.control.doctor;

import static io.siprouter.control.doctor.Finding.fault;
import static io.siprouter.control.doctor.Finding.ok;
import static io.siprouter.control.doctor.Finding.skipped;

import io.siprouter.config.AddressSetting;
import io.siprouter.config.AppConfig;
import io.siprouter.config.Server;
import io.siprouter.core.ServerProbe;
import io.siprouter.core.ServerProbe.Answer;
import io.siprouter.core.sip.SipBindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** Whether the running daemon answers a SIP message. */
final class DaemonCheckup implements Checkup {

  @Override
  public String subject() {
    return "daemon";
  }

  @Override
  public List<Finding> look(Patient patient) {
    if (patient.daemon().isEmpty()) {
      return List.of(skipped(subject(), "none runs with the state folder " + patient.state()));
    }
    return patient
        .config()
        .map(config -> List.of(running(patient.daemon().get()), asked(config)))
        .orElseGet(() -> List.of(running(patient.daemon().get())));
  }

  private Finding running(RunningDaemon daemon) {
    return ok(subject(), daemon + " answers at its control socket");
  }

  private Finding asked(AppConfig config) {
    var place = new InetSocketAddress(host(config.server()), config.server().sip().udpPort());
    try (var probe = ServerProbe.open(config)) {
      return switch (probe.ask(place)) {
        case Answer.Answered answer ->
            ok(
                subject(),
                "answers OPTIONS with %d in %s"
                    .formatted(answer.status(), ServersCheckup.ms(answer.roundTrip())));
        case Answer.Silent(var why) ->
            fault(
                subject(),
                "does not answer OPTIONS at %s: %s".formatted(place, why),
                "look at its log; if a firewall drops UDP to itself, open it; else restart it");
      };
    } catch (SipBindException e) {
      return skipped(subject(), "no socket can be opened to ask it: " + e.getMessage());
    }
  }

  private static InetAddress host(Server server) {
    return switch (server.lanAddress()) {
      case AddressSetting.Fixed(var address) -> address;
      case AddressSetting.Auto _ -> InetAddress.getLoopbackAddress();
    };
  }
}
