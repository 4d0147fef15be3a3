package io.siprouter.core.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.sip.Admission;
import io.siprouter.core.sip.SipEvent;
import io.siprouter.core.sip.SipStackSettings;
import io.siprouter.core.sip.StackLimits;
import io.siprouter.core.sip.transport.SipCounter;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.core.sip.transport.TcpLimits;
import io.siprouter.sip.message.SipResponse;
import java.net.InetAddress;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class SheddingTest {
  private static final int QUEUE = 5;

  private final CountDownLatch release = new CountDownLatch(1);
  private final CountDownLatch entered = new CountDownLatch(1);

  @Test
  void requestsBeyondTheQueueAreSentAwayAtOnce() throws Exception {
    var settings =
        new SipStackSettings(
            InetAddress.getLoopbackAddress(),
            0,
            0,
            new StackLimits(1, QUEUE, 100, TcpLimits.defaults()));
    try (var stack = new SipStack(settings, RunningStack.NO_NAMES, RunningStack.T1)) {
      stack.start((_, _) -> Admission.anyone(), this::stall);
      try (var phone = new UdpPeer(stack.local(SipTransport.UDP))) {
        phone.send(options(phone));
        entered.await();
        for (int i = 0; i < QUEUE + 1; i++) {
          phone.send(options(phone));
        }

        var refusal = phone.expect("SIP/2.0 503");
        assertThat(Wire.header(refusal, "Retry-After")).isEqualTo("5");
        release.countDown();
        for (int i = 0; i < QUEUE + 1; i++) {
          phone.expect("SIP/2.0 200");
        }
        assertThat(stack.count(SipCounter.SHED)).isEqualTo(1);
      }
    }
  }

  private void stall(SipEvent event) {
    entered.countDown();
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (event instanceof SipEvent.Request(var exchange, var request, _, _)) {
      exchange.reply(SipResponse.responseTo(request, 200).build());
    }
  }

  private static String options(UdpPeer phone) {
    var caller = new Caller(phone.hostPort(), "UDP");
    return caller.request("OPTIONS sip:hub@127.0.0.1", caller.branch(), 1, "<sip:hub@127.0.0.1>");
  }
}
