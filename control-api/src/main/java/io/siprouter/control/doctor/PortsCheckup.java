package io.siprouter.control.doctor;

import static io.siprouter.control.doctor.Finding.fault;
import static io.siprouter.control.doctor.Finding.ok;
import static io.siprouter.control.doctor.Finding.skipped;
import static io.siprouter.control.doctor.Finding.warning;

import io.siprouter.config.AddressSetting;
import io.siprouter.config.Server;
import io.siprouter.core.sip.transport.SipTransport;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Whether the daemon's ports are free for it, or its own already. */
final class PortsCheckup implements Checkup {

  private static final String RTP = "RTP ports";
  private static final String HTTP = "server.http.";

  /**
   * A port that the daemon takes.
   *
   * @param setting where it is configured
   */
  private record Port(String setting, SipTransport transport, InetAddress address, int number) {

    private InetSocketAddress place() {
      return new InetSocketAddress(address, number);
    }

    /** What keeps others from taking it. */
    Set<String> sockets(Machine machine) {
      return new SocketTable(machine).receivingAt(transport, place());
    }

    boolean isFree() {
      try (var _ = transport == SipTransport.UDP ? datagrams(place()) : connections(place())) {
        return true;
      } catch (IOException _) {
        return false;
      }
    }

    private static AutoCloseableSocket datagrams(InetSocketAddress place) throws IOException {
      return new DatagramSocket(place)::close;
    }

    private static AutoCloseableSocket connections(InetSocketAddress place) throws IOException {
      return new ServerSocket(place.getPort(), 1, place.getAddress())::close;
    }

    @Override
    public String toString() {
      return "%s %d".formatted(transport == SipTransport.UDP ? "UDP" : "TCP", number);
    }
  }

  @FunctionalInterface
  private interface AutoCloseableSocket extends AutoCloseable {
    @Override
    void close() throws IOException;
  }

  @Override
  public String subject() {
    return "ports";
  }

  @Override
  public List<Finding> look(Patient patient) {
    if (patient.config().isEmpty()) {
      return List.of(skipped(subject(), "there is no valid configuration"));
    }
    var server = patient.config().get().server();
    var findings = new ArrayList<Finding>();
    listening(server).forEach(port -> findings.add(judged(port, patient)));
    pages(server).forEach(port -> findings.add(judged(port, patient)));
    findings.add(rtp(server, patient));
    return findings;
  }

  private static List<Port> listening(Server server) {
    var address = bound(server);
    var sip = server.sip();
    var ports = new ArrayList<Port>();
    ports.add(new Port("server.sip.udpPort", SipTransport.UDP, address, sip.udpPort()));
    ports.add(new Port("server.sip.tcpPort", SipTransport.TCP, address, sip.tcpPort()));
    if (sip.tls().isPresent()) {
      ports.add(new Port("server.sip.tlsPort", SipTransport.TLS, address, sip.tlsPort()));
    }
    return ports;
  }

  private static List<Port> pages(Server server) {
    var http = server.http();
    var bound = bound(server);
    var own = bound.isLoopbackAddress() ? bound : InetAddress.getLoopbackAddress();
    return Stream.of(
            new Port(HTTP + "port", SipTransport.TCP, own, http.port()),
            new Port(HTTP + "httpsPort", SipTransport.TCP, bound, http.httpsPort()))
        .filter(port -> port.number() > 0)
        .toList();
  }

  private static InetAddress bound(Server server) {
    return switch (server.lanAddress()) {
      case AddressSetting.Fixed(var address) -> address;
      case AddressSetting.Auto _ -> new InetSocketAddress(0).getAddress();
    };
  }

  private Finding judged(Port port, Patient patient) {
    if (port.isFree()) {
      return patient
          .daemon()
          .map(daemon -> unused(port, daemon))
          .orElseGet(() -> ok(subject(), port + " is free"));
    }
    return isHeldByDaemon(port, patient)
        ? ok(subject(), "%s is held by the running daemon".formatted(port))
        : held(port, "%s is held by %s".formatted(port, holder(port, patient)));
  }

  /** Telephones do not wait for pages. */
  private Finding held(Port port, String found) {
    var remedy = "end that program, or change " + port.setting();
    return port.setting().startsWith(HTTP)
        ? warning(subject(), found + ", and pages are not served", remedy)
        : fault(subject(), found, remedy);
  }

  private Finding unused(Port port, RunningDaemon daemon) {
    return warning(
        subject(),
        "%s is free though %s runs".formatted(port, daemon),
        "it runs with another configuration: name that one by --config, or restart it");
  }

  private static boolean isHeldByDaemon(Port port, Patient patient) {
    return patient
        .daemon()
        .flatMap(RunningDaemon::process)
        .filter(daemon -> isHeldBy(daemon, port, patient))
        .isPresent();
  }

  private static boolean isHeldBy(Processes.Holder who, Port port, Patient patient) {
    var sockets = port.sockets(patient.machine());
    return new Processes(patient.machine()).hasSocket(who.pid(), sockets);
  }

  private static String holder(Port port, Patient patient) {
    var sockets = port.sockets(patient.machine());
    return new Processes(patient.machine())
        .withSocket(sockets)
        .map(Object::toString)
        .orElse("another program, or its address is not this machine's");
  }

  private static Finding rtp(Server server, Patient patient) {
    var range = server.rtpPorts();
    var even =
        IntStream.rangeClosed(range.min(), range.max())
            .filter(number -> number % 2 == 0)
            .mapToObj(
                number -> new Port("server.rtpPorts", SipTransport.UDP, bound(server), number))
            .toList();
    long taken =
        even.stream().filter(port -> !port.isFree() && !isHeldByDaemon(port, patient)).count();
    var found = "%d of %d can be used".formatted(even.size() - taken, even.size());
    var remedy = "set server.rtpPorts to a range that no other program uses (`ss -uanp`)";
    if (taken == even.size()) {
      return fault(RTP, found, remedy);
    }
    return taken > 0 ? warning(RTP, found, remedy) : ok(RTP, found);
  }
}
