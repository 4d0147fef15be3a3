package io.siprouter.core.sip.stack;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.sip.DialogTerms;
import io.siprouter.core.sip.Reliability;
import io.siprouter.core.sip.SessionTerms;
import io.siprouter.core.sip.transport.Lanes;
import io.siprouter.sip.message.CSeq;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import io.siprouter.sip.message.Via;
import io.siprouter.sip.uri.NameAddr;
import io.siprouter.sip.uri.SipUri;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions of one second. */
class SessionKeeperTest {
  private static final Duration LONGER_THAN_THE_SESSION = Duration.ofMillis(1_500);

  private final Lanes lanes = new Lanes(1, 10, Duration.ofMillis(500));
  private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final SessionKeeper keeper =
      new SessionKeeper(
          lanes.of("call"),
          new SessionKeeper.Owner() {
            @Override
            public void refreshSession() {
              heard.add("refresh");
            }

            @Override
            public void sessionExpired() {
              heard.add("expired");
            }
          });

  SessionKeeperTest() {
    keeper.agree(new DialogTerms(new SessionTerms(1, 1), Reliability.OFF));
  }

  @AfterEach
  void close() {
    lanes.close();
  }

  @Test
  void sessionIsRefreshed() throws InterruptedException {
    keeper.answered(answer());

    assertThat(heard.poll(5, SECONDS)).isEqualTo("refresh");
  }

  @Test
  void answerThatComesAfterTheEndBeginsNothing() throws InterruptedException {
    keeper.end();
    keeper.answered(answer());
    keeper.refreshAgain(Duration.ZERO);
    var _ = lanes.of("call").schedule(LONGER_THAN_THE_SESSION, () -> heard.add("nothing"));

    assertThat(heard.poll(5, SECONDS)).isEqualTo("nothing");
  }

  private static SipResponse answer() {
    var uri = SipUri.of("bob", "hub.example");
    var update =
        SipRequest.builder("UPDATE", uri)
            .via(Via.of("UDP", "hub.example", 5060, "z9hG4bKupdate"))
            .from(NameAddr.of(uri).withTag("a"))
            .to(NameAddr.of(uri).withTag("b"))
            .callId("call")
            .cSeq(new CSeq(2, "UPDATE"))
            .build();
    return SipResponse.responseTo(update, 200).header("Session-Expires", "1;refresher=uac").build();
  }
}
