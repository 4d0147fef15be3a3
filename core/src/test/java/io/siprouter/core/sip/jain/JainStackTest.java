package io.siprouter.core.sip.jain;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.sip.transport.Hearing;
import io.siprouter.core.sip.transport.Inside;
import io.siprouter.core.sip.transport.Lanes;
import io.siprouter.core.sip.transport.SipCounters;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.sip.transport.TcpLimits;
import io.siprouter.core.sip.transport.TransportSettings;
import io.siprouter.core.sip.transport.Transports;
import io.siprouter.core.sip.transport.WireTap;
import io.siprouter.sip.message.SipLimits;
import io.siprouter.sip.message.SipMessage;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JainStackTest {
  private static final int LONGEST_RINGING_SECONDS = 600;
  private static final Duration T1 = Duration.ofMillis(500);

  @Test
  void longestRingingAndItsCancelEndBeforeTheTransactionDoes() throws Exception {
    var settings =
        new TransportSettings(
            InetAddress.getLoopbackAddress(),
            0,
            0,
            TcpLimits.defaults(),
            SipLimits.DEFAULT,
            Optional.empty(),
            WireTap.NONE);
    var counters = new SipCounters();
    try (var lanes = new Lanes(1, 1, T1);
        var transports = new Transports(settings, counters, lanes, new Nobody())) {
      var transactions = new Transactions(settings, 100, lanes, counters);
      try (transactions;
          var stack = new JainStack(transports, lanes, new JainListener(transactions, counters))) {
        assertThat(stack.transactions().getMaxTxLifetimeInvite())
            .isGreaterThan(LONGEST_RINGING_SECONDS + (int) T1.multipliedBy(64).toSeconds());
      }
    }
  }

  private record Nobody() implements Inside {

    @Override
    public Hearing hearing(InetAddress sender) {
      return Hearing.NOTHING;
    }

    @Override
    public boolean concernsCall(SipMessage message, SipFlow flow) {
      return false;
    }

    @Override
    public void request(SipRequest request, SipFlow flow) {}

    @Override
    public void response(SipResponse response, SipFlow flow) {}

    @Override
    public void closed(SipFlow flow, String reason) {}
  }
}
