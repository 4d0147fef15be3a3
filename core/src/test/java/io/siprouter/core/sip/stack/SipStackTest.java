package io.siprouter.core.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.siprouter.core.sip.Admission;
import io.siprouter.core.sip.SipBindException;
import io.siprouter.core.sip.SipStackSettings;
import io.siprouter.core.sip.StackLimits;
import io.siprouter.core.sip.transport.SipCounter;
import io.siprouter.core.sip.transport.SipTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SipStackTest {

  @Test
  void closedStackLeavesNoThread() throws SipBindException {
    var before = threads();
    var stack = new RunningStack();
    assertThat(threads()).anyMatch(name -> name.startsWith("sip-lane-"));

    stack.close();
    stack.close();

    assertThat(threads()).filteredOn(name -> !name.equals("sip-stop")).isSubsetOf(before);
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("sip-") || name.startsWith("EventScanner"))
        .toList();
  }

  @Test
  void phoneIsToldByStunWhereItIsSeen() throws IOException, SipBindException {
    var request = "000100002112a442b7e7a701bc34d686fa87dfae";
    try (var stack = new RunningStack();
        var phone = new UdpPeer(stack.udp())) {
      phone.send(HexFormat.of().parseHex(request));

      var answer = phone.receiveBytes();
      assertThat(answer).startsWith(HexFormat.of().parseHex("0101000c" + request.substring(8)));
      int port = ByteBuffer.wrap(answer).getShort(26) ^ 0x2112;
      assertThat(port & 0xFFFF).isEqualTo(phone.address().getPort());
      assertThat(stack.stack.count(SipCounter.BINDINGS_TOLD)).isOne();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"UDP", "TCP"})
  void takenPortIsNamed(SipTransport transport) throws SipBindException {
    try (var first = new RunningStack()) {
      var taken = first.stack.local(transport);
      int udpPort = transport == SipTransport.UDP ? taken.getPort() : 0;
      int tcpPort = transport == SipTransport.TCP ? taken.getPort() : 0;

      assertThat(startFailure(udpPort, tcpPort))
          .satisfies(failure -> assertThat(failure.transport()).isEqualTo(transport))
          .satisfies(failure -> assertThat(failure.address()).isEqualTo(taken));
    }
  }

  private static SipBindException startFailure(int udpPort, int tcpPort) {
    var settings =
        new SipStackSettings(
            InetAddress.getLoopbackAddress(), udpPort, tcpPort, StackLimits.defaults());
    try (var second = new SipStack(settings, RunningStack.NO_NAMES)) {
      return catchThrowableOfType(
          SipBindException.class, () -> second.start((_, _) -> Admission.anyone(), _ -> {}));
    }
  }

  @Test
  void stackOnAllAddressesServes() throws IOException {
    var any = new InetSocketAddress(0).getAddress();
    var settings = new SipStackSettings(any, 0, 0, StackLimits.defaults());
    try (var stack = new SipStack(settings, RunningStack.NO_NAMES, RunningStack.T1)) {
      stack.start((_, _) -> Admission.anyone(), _ -> {});
      int port = stack.local(SipTransport.UDP).getPort();

      try (var peer = new UdpPeer(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
        var caller = new Caller(peer.hostPort(), "UDP");
        peer.send(caller.request("BYE sip:hub@127.0.0.1", caller.branch(), 1, "<sip:b@hub>"));
        peer.expect("SIP/2.0 481");
      }
    }
  }
}
