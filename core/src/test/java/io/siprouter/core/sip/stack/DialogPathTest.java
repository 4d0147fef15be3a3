package io.siprouter.core.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.sip.message.CSeq;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.Via;
import io.siprouter.sip.uri.NameAddr;
import io.siprouter.sip.uri.SipUri;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class DialogPathTest {
  private static final SipUri CONTACT = SipUri.of("hub", "127.0.0.1", 5060);
  private static final SipUri CALLER = SipUri.of("alice", "192.0.2.1");
  private static final InetSocketAddress PEER =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 5070);
  private static final SipFlow FLOW =
      new SipFlow(SipTransport.UDP, new InetSocketAddress(5060), PEER);

  @Test
  void looseRouteLeavesTheTargetOnTheFirstLine() {
    var bye = bye("<sip:192.0.2.8;lr>");

    assertThat(bye.requestUri()).isEqualTo(CALLER);
    assertThat(bye.headers().all("Route")).containsExactly("<sip:192.0.2.8;lr>");
  }

  @Test
  void strictRouterGetsItsOwnAddressOnTheFirstLine() {
    var bye = bye("<sip:192.0.2.8>, <sip:192.0.2.9;lr>");

    assertThat(bye.requestUri()).hasToString("sip:192.0.2.8");
    assertThat(bye.headers().all("Route"))
        .containsExactly("<sip:192.0.2.9;lr>", "<sip:alice@192.0.2.1>");
  }

  @Test
  void requestOfADialogTurnsItsPartiesRound() {
    var bye = bye("<sip:192.0.2.8;lr>");

    assertThat(bye.from().tag()).hasValue("ours");
    assertThat(bye.to().tag()).hasValue("theirs");
    assertThat(bye.topVia().host()).isEqualTo("127.0.0.1");
  }

  private static SipRequest bye(String recordRoute) {
    var path = DialogPath.answering(invite(recordRoute), "ours", FLOW);
    return path.request("BYE", NextHop.along(FLOW), CONTACT).build();
  }

  private static SipRequest invite(String recordRoute) {
    var callee = NameAddr.of(SipUri.of("bob", "hub.example"));
    return SipRequest.builder("INVITE", SipUri.of("bob", "hub.example"))
        .via(Via.of("UDP", "192.0.2.1", 5060, "z9hG4bK1"))
        .header("Record-Route", recordRoute)
        .from(NameAddr.of(CALLER).withTag("theirs"))
        .to(callee)
        .callId("c1")
        .cSeq(new CSeq(1, "INVITE"))
        .header("Contact", NameAddr.of(CALLER).toString())
        .build();
  }
}
