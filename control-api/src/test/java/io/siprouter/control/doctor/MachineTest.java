package io.siprouter.control.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.control.doctor.Finding.Status;
import io.siprouter.core.sip.transport.SipTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read from files of the system, on a made-up machine. */
class MachineTest {

  @TempDir private Path root;

  private void file(String path, String content) throws IOException {
    var file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private static InetSocketAddress anywhere(int port) {
    return new InetSocketAddress(port);
  }

  private Machine machine() {
    return new Machine(root);
  }

  @Test
  void timeServersAreThoseOfTheUsualPrograms() throws IOException {
    file("etc/systemd/timesyncd.conf", "[Time]\n#NTP=no.example\nNTP=one.example two.example\n");
    file("etc/chrony/chrony.conf", "pool three.example iburst\nkeyfile /etc/keys\n");

    assertThat(new TimeServers(machine()).names())
        .containsExactly("one.example", "two.example", "three.example");
  }

  @Test
  void holderOfAPortIsNamed() throws IOException {
    file(
        "proc/net/udp",
        """
          sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
         1234: 00000000:13C4 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 55501 2
        """);
    file("proc/77/comm", "asterisk\n");
    Files.createDirectories(root.resolve("proc/77/fd"));
    Files.createSymbolicLink(root.resolve("proc/77/fd/5"), Path.of("socket:[55501]"));

    var sockets = new SocketTable(machine()).receivingAt(SipTransport.UDP, anywhere(5060));

    assertThat(sockets).containsExactly("55501");
    assertThat(new Processes(machine()).withSocket(sockets))
        .hasValueSatisfying(holder -> assertThat(holder).hasToString("asterisk (process 77)"));
    assertThat(new SocketTable(machine()).receivingAt(SipTransport.UDP, anywhere(5061))).isEmpty();
    assertThat(new SocketTable(machine()).receivingAt(SipTransport.TCP, anywhere(5060))).isEmpty();
  }

  @Test
  void socketsAtOtherAddressesHoldNothing() throws IOException {
    file(
        "proc/net/udp6",
        """
          sl  local_address remote_address st tx_queue rx_queue tr tm->when retrnsmt uid timeout inode
         1: 0000000000000000FFFF00000B00007F:13C4 00000000:0000 07 00000000:00000000 00:00000000 00000000 0 0 1 2
         2: B80D0120000000000000000001000000:13C4 00000000:0000 07 00000000:00000000 00:00000000 00000000 0 0 2 2
        """);
    var table = new SocketTable(machine());

    assertThat(table.receivingAt(SipTransport.UDP, at("127.0.0.11"))).containsExactly("1");
    assertThat(table.receivingAt(SipTransport.UDP, at("2001:db8::1"))).containsExactly("2");
    assertThat(table.receivingAt(SipTransport.UDP, at("127.0.0.73"))).isEmpty();
    assertThat(table.receivingAt(SipTransport.UDP, anywhere(5060))).containsExactly("1", "2");
  }

  private static InetSocketAddress at(String address) {
    return new InetSocketAddress(InetAddress.ofLiteral(address), 5060);
  }

  @Test
  void connectionThatOnlyComesFromAPortDoesNotHoldIt() throws IOException {
    file(
        "proc/net/tcp",
        """
          sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
           0: 00000000:13C4 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1
           1: 0100007F:13C4 0100007F:9999 01 00000000:00000000 00:00000000 00000000     0        0 2 1
        """);

    assertThat(new SocketTable(machine()).receivingAt(SipTransport.TCP, anywhere(5060)))
        .containsExactly("1");
  }

  @Test
  void limitsThatAreTooLowAreNamedWithWhatRaisesThem() throws IOException {
    file("proc/self/limits", "Max open files            1024                 4096      files\n");
    file("proc/sys/net/core/rmem_max", "212992\n");
    file("proc/sys/net/core/wmem_max", "4194304\n");

    var findings = new KernelCheckup().look(Patients.on(machine(), "{}"));

    assertThat(findings)
        .extracting(Finding::status)
        .containsExactly(Status.FAULT, Status.WARNING, Status.OK);
    assertThat(findings.getFirst().remedy()).contains("LimitNOFILE=2800");
    assertThat(findings.get(1).remedy()).contains("net.core.rmem_max=4194304");
  }

  @Test
  void machineThatTellsNothingIsNotJudged() {
    assertThat(new KernelCheckup().look(Patients.on(machine(), "{}")))
        .extracting(Finding::status)
        .containsOnly(Status.SKIPPED);
  }
}
