package io.siprouter.core.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.peer.Peer;
import io.siprouter.core.sip.transport.SipTransport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether others understand our capture files is asked of tshark. */
class PcapIT {
  private static final Instant START = Instant.parse("2026-11-21T20:00:00.123456Z");
  private static final InetSocketAddress HUB6 = new InetSocketAddress("2001:db8::1", 5060);
  private static final InetSocketAddress PHONE6 = new InetSocketAddress("2001:db8::101", 5062);

  @TempDir private Path folder;
  private long seq;

  @BeforeAll
  static void needTshark() {
    Peer.TSHARK.require();
  }

  @Test
  void datagramsAreReadAsSip() throws Exception {
    var messages =
        List.of(
            message(TraceDirection.RECV, SipTransport.UDP, Wire.request("INVITE", "a")),
            message(
                TraceDirection.SEND, SipTransport.UDP, Wire.response("100 Trying", "INVITE", "a")));

    assertThat(
            dissected(
                messages, "frame.time_epoch", "ip.src", "udp.srcport", "ip.dst", "udp.dstport"))
        .containsExactly(
            "1795291200.123456000|192.0.2.101|5062|192.0.2.1|5060",
            "1795291200.123456000|192.0.2.1|5060|192.0.2.101|5062");
    assertThat(dissected(messages, "sip.Method", "sip.Status-Code", "sip.Call-ID"))
        .containsExactly("INVITE||a", "|100|a");
  }

  @Test
  void checksumsAreRight() throws Exception {
    var messages =
        Stream.of(SipTransport.UDP, SipTransport.TCP)
            .flatMap(
                transport ->
                    Stream.of(
                        message(TraceDirection.RECV, transport, Wire.request("INVITE", "odd")),
                        message6(TraceDirection.SEND, transport, Wire.request("BYE", "even"))))
            .toList();

    assertThat(
            dissected(messages, "ip.checksum.status", "udp.checksum.status", "tcp.checksum.status"))
        .containsExactly("1|1|", "|1|", "1||1", "||1");
  }

  @Test
  void ipv6IsReadAsSip() throws Exception {
    var messages =
        List.of(message6(TraceDirection.RECV, SipTransport.UDP, Wire.request("OPTIONS", "six")));

    assertThat(dissected(messages, "ipv6.src", "ipv6.dst", "sip.Method"))
        .containsExactly("2001:db8::101|2001:db8::1|OPTIONS");
  }

  @Test
  void connectionsAreReadAsSipWhateverTheyWereSecuredBy() throws Exception {
    var messages = Stream.of(SipTransport.TCP, SipTransport.TLS).flatMap(this::connection).toList();

    assertThat(dissected(messages, "sip.Method", "sip.Status-Code", "tcp.analysis.flags"))
        .containsExactly("INVITE||", "|200|", "ACK||", "INVITE||", "|200|", "ACK||");
  }

  private Stream<TracedMessage> connection(SipTransport transport) {
    var local = new InetSocketAddress("192.0.2.1", transport.defaultPort());
    var remote = new InetSocketAddress("192.0.2.101", 40_000);
    return Stream.of(
        message(TraceDirection.RECV, transport, local, remote, Wire.request("INVITE", "t")),
        message(
            TraceDirection.SEND, transport, local, remote, Wire.response("200 OK", "INVITE", "t")),
        message(TraceDirection.RECV, transport, local, remote, Wire.request("ACK", "t")));
  }

  @Test
  void messageThatFillsManyPacketsIsPutTogether() throws Exception {
    var long_ = Wire.request("MESSAGE", "long", "X: " + "x".repeat(130_000) + "\n");
    var messages = List.of(message(TraceDirection.RECV, SipTransport.TCP, long_));

    assertThat(dissected(messages, "tcp.len", "sip.Method"))
        .containsExactly("65000|", "65000|", "223|MESSAGE");
  }

  @Test
  void secretsAreNotInTheFile() {
    var authorized = Wire.request("REGISTER", "r", "Authorization: Digest response=\"0a1b2c\"\n");
    var file = Pcap.of(List.of(message(TraceDirection.RECV, SipTransport.UDP, authorized)));

    assertThat(new String(file, UTF_8)).contains("response=\"******\"").doesNotContain("0a1b2c");
  }

  private TracedMessage message(TraceDirection direction, SipTransport transport, byte[] bytes) {
    return message(direction, transport, Wire.HUB, Wire.ALICE, bytes);
  }

  private TracedMessage message6(TraceDirection direction, SipTransport transport, byte[] bytes) {
    return message(direction, transport, HUB6, PHONE6, bytes);
  }

  private TracedMessage message(
      TraceDirection direction,
      SipTransport transport,
      InetSocketAddress local,
      InetSocketAddress remote,
      byte[] bytes) {
    var passage = new Passage(++seq, START, direction, transport, local, remote);
    return new TracedMessage(passage, "", null, bytes);
  }

  private List<String> dissected(List<TracedMessage> messages, String... fields)
      throws IOException {
    var file = Files.write(folder.resolve("trace.pcap"), Pcap.of(messages));
    var fixed =
        Stream.of(
            "tshark",
            "-r",
            file.toString(),
            "-T",
            "fields",
            "-E",
            "separator=|",
            "-o",
            "ip.check_checksum:TRUE",
            "-o",
            "udp.check_checksum:TRUE",
            "-o",
            "tcp.check_checksum:TRUE");
    var named = Arrays.stream(fields).flatMap(field -> Stream.of("-e", field));
    var tshark = new ProcessBuilder(Stream.concat(fixed, named).toList());
    var process = tshark.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    return new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
  }
}
