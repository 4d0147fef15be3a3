package io.siprouter.core.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.config.HepTarget;
import io.siprouter.config.Secret;
import io.siprouter.config.TraceSection;
import io.siprouter.core.peer.CaptureServer;
import io.siprouter.core.peer.Peers;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.sip.transport.SipTransport;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What Kamailio's sipcapture makes of our HEP. */
class HepIT {

  @RegisterExtension static final Peers peers = new Peers();

  private static final Instant NOW = Instant.parse("2026-11-21T20:00:00.123456Z");
  private static final InetSocketAddress HUB6 = new InetSocketAddress("2001:db8::1", 5060);
  private static final InetSocketAddress PHONE6 = new InetSocketAddress("2001:db8::101", 5062);

  private final MessageTrace trace =
      new MessageTrace(
          new TraceSection(100, 1 << 20, Optional.empty()), () -> NOW, _ -> Wire.HUB.getAddress());

  @AfterEach
  void stop() {
    trace.close();
  }

  @Test
  void everyChunkIsUnderstood() {
    var server = peers.start(CaptureServer.Mode.CHUNKS);
    export(server);
    trace.began("a", new DialogOwner("k3-7", "1"));
    trace.received(Wire.request("INVITE", "a"), Wire.with(Wire.ALICE));
    trace.sent(Wire.request("MESSAGE", "six"), new SipFlow(SipTransport.TCP, HUB6, PHONE6));

    server.awaitLine(
        "HEP3 family:2 proto:17 from 192.0.2.101:5062 to 192.0.2.1:5060 at 1795291200.123456"
            + " type:1 agent:77 key:hep-secret correlation:k3-7");
    server.awaitLine("HEP3 family:10 proto:6 from 2001:db8::1:5060 to 2001:db8::101:5062");
  }

  @Test
  void messagesAreReadAsSipOfThoseWhoSentThem() {
    var server = peers.start(CaptureServer.Mode.MESSAGES);
    export(server);
    var authorized = "Authorization: Digest username=\"101\", response=\"0a1b2c\"\n";
    trace.received(Wire.request("REGISTER", "reg", authorized), Wire.with(Wire.ALICE));
    trace.sent(Wire.response("486 Busy Here", "INVITE", "call"), Wire.with(Wire.BOB));

    server.awaitLine(
        "CAPTURED REGISTER reg from 192.0.2.101:5062 Digest username=\"101\", response=\"******\"");
    server.awaitLine("CAPTURED 486 call from 192.0.2.1:5060");
    assertThat(server.seen()).doesNotContain("0a1b2c");
  }

  private void export(CaptureServer server) {
    var target =
        new HepTarget(
            server.address().getAddress(),
            server.address().getPort(),
            77,
            Optional.of(Secret.of("hep-secret")));
    HepExporter.start(trace, target);
  }
}
