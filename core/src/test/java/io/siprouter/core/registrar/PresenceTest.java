package io.siprouter.core.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.auth.TestPhone;
import io.siprouter.core.event.EventBus;
import io.siprouter.core.loop.SteppedEventLoops;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.sip.uri.SipUri;
import java.util.List;
import org.junit.jupiter.api.Test;

class PresenceTest {

  private final SteppedEventLoops loops = new SteppedEventLoops();
  private final Presence presence = new Presence(new EventBus(loops, loops), loops, () -> {});

  @Test
  void phoneThatCameByUdpIsCalledAfterARestart() {
    presence.restore(List.of(saved(SipTransport.UDP, 600)));

    assertThat(presence.bindings("alice")).hasSize(1);
  }

  @Test
  void connectionDoesNotOutliveARestartButItsContactIsRemembered() {
    presence.restore(List.of(saved(SipTransport.TCP, 600)));

    assertThat(presence.bindings("alice")).isEmpty();
    assertThat(presence.table().bindings("alice")).hasSize(1);
  }

  @Test
  void whatExpiredMeanwhileIsForgotten() {
    presence.restore(List.of(saved(SipTransport.UDP, 0)));
    assertThat(presence.table().bindings("alice")).isEmpty();
  }

  private Binding saved(SipTransport transport, long lastsS) {
    var way = TestPhone.flow("198.51.100.7", 40_123);
    return new Binding(
        "alice",
        SipUri.of("alice", "10.0.0.7"),
        new SipFlow(transport, way.local(), way.remote()),
        ProxyPath.NONE,
        null,
        1,
        loops.instant().plusSeconds(lastsS),
        "c",
        1,
        true);
  }
}
