package io.siprouter.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.peer.Peers;
import io.siprouter.core.peer.Sipp;
import io.siprouter.core.peer.SippScenario;
import io.siprouter.core.sip.Admission;
import io.siprouter.core.sip.Destination;
import io.siprouter.core.sip.DialogEvent;
import io.siprouter.core.sip.DialogTerms;
import io.siprouter.core.sip.OutboundInvite;
import io.siprouter.core.sip.Reliability;
import io.siprouter.core.sip.RequestFilter;
import io.siprouter.core.sip.SessionTerms;
import io.siprouter.core.sip.SipBindException;
import io.siprouter.core.sip.SipStackSettings;
import io.siprouter.core.sip.StackLimits;
import io.siprouter.core.sip.stack.InvitePreview;
import io.siprouter.core.sip.stack.SipStack;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.sip.message.Header;
import io.siprouter.sip.uri.NameAddr;
import io.siprouter.sip.uri.SipUri;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The preview of a call shows what its callee then receives. */
class PreviewIT {

  @RegisterExtension static final Peers peers = new Peers();

  private static final String SDP =
      """
      v=0
      o=- 1 1 IN IP4 127.0.0.1
      s=-
      c=IN IP4 127.0.0.1
      t=0 0
      m=audio 23000 RTP/AVP 0
      """
          .replace("\n", "\r\n");

  private static final RequestFilter FILTER =
      request -> request.toBuilder().header("User-Agent", "house/1").build();

  @Test
  void calleeReceivesItByteForByte() throws Exception {
    try (var stack = start()) {
      var callee =
          peers.start(
              SippScenario.of("carrier-refuses.xml", "127.0.0.64", stack.local(SipTransport.UDP)));
      var invite = invite(stack.local(SipTransport.UDP).getPort());
      var preview = new String(InvitePreview.of(invite).toBytes(), UTF_8);

      var refused = new CompletableFuture<DialogEvent>();
      stack.agent().invite(invite, event -> refuse(event, refused));
      refused.get(10, TimeUnit.SECONDS);
      callee.result().assertAllSuccessful();

      assertThat(preview).contains("Session-Expires: 1800", "Min-SE: 90", "Require: 100rel");
      assertThat(withoutIds(received(callee))).isEqualTo(withoutIds(preview));
    }
  }

  private static void refuse(DialogEvent event, CompletableFuture<DialogEvent> refused) {
    if (event instanceof DialogEvent.Refused) {
      refused.complete(event);
    }
  }

  private static SipStack start() throws SipBindException {
    var loopback = InetAddress.getLoopbackAddress();
    var stack =
        new SipStack(
            new SipStackSettings(loopback, 0, 0, StackLimits.defaults()),
            (name, _) -> {
              throw new AssertionError("nobody asks for " + name);
            });
    stack.start((_, _) -> Admission.anyone(), _ -> {});
    return stack;
  }

  private static OutboundInvite invite(int ownPort) {
    var callee = SipUri.of("bob", "127.0.0.64", 5060);
    return new OutboundInvite(
        callee,
        NameAddr.of("Ann \"the\" Caller", SipUri.of("ann", "hub.example")),
        NameAddr.of(callee),
        SipUri.of("hub", "127.0.0.1", ownPort),
        new Destination(SipTransport.UDP, new InetSocketAddress("127.0.0.64", 5060)),
        SDP,
        List.of(
            new Header("P-Preferred-Identity", "<sip:+4930123@hub.example>"),
            new Header("Route", "<sip:127.0.0.64;lr>")),
        null,
        69,
        new DialogTerms(new SessionTerms(1800, 90), Reliability.REQUIRED),
        FILTER);
  }

  private static String received(Sipp callee) {
    var log = callee.messages();
    var received =
        Pattern.compile("UDP message received \\[(\\d+)] bytes :\\s*\\n\\n").matcher(log);
    assertThat(received.find()).isTrue();
    return log.substring(received.end(), received.end() + Integer.parseInt(received.group(1)));
  }

  private static String withoutIds(String invite) {
    return invite
        .replaceAll("(?<=;branch=)[^;\r]+", "B")
        .replaceAll("(?<=;tag=)[^;\r]+", "T")
        .replaceAll("(?<=Call-ID: )[^\r]+", "C")
        .replaceAll("(?<=CSeq: )[0-9]+", "N");
  }
}
