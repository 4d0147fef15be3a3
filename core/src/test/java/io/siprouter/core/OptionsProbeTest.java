package io.siprouter.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.registrar.Binding;
import io.siprouter.core.registrar.ProxyPath;
import io.siprouter.core.sip.DialogEvent;
import io.siprouter.core.sip.ExchangeEvent;
import io.siprouter.core.sip.Failure;
import io.siprouter.core.sip.OutboundDialog;
import io.siprouter.core.sip.OutboundInvite;
import io.siprouter.core.sip.OutboundRequest;
import io.siprouter.core.sip.SipAgent;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.sip.SipParseException;
import io.siprouter.sip.message.SipResponse;
import io.siprouter.sip.uri.HostPort;
import io.siprouter.sip.uri.SipUri;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class OptionsProbeTest {

  private static final SipFlow FLOW =
      new SipFlow(
          SipTransport.UDP,
          new InetSocketAddress("192.0.2.1", 5060),
          new InetSocketAddress("198.51.100.7", 40_123));

  private final Agent agent = new Agent();
  private final OptionsProbe probe =
      new OptionsProbe(
          agent,
          _ -> HostPort.of("192.0.2.1", 5060),
          device -> request -> request.toBuilder().header("X-Device", device).build());
  private final List<Boolean> heard = new ArrayList<>();

  @Test
  void phoneIsAskedByItsContactAndAtTheAddressItsRegisterCameFrom() throws SipParseException {
    probe.send(phone(), heard::add);

    var request = sent().request();
    assertThat(request.method()).isEqualTo("OPTIONS");
    assertThat(request.requestUriText()).isEqualTo("sip:alice@10.0.0.7:5062;ob");
    assertThat(request.headers().all("Route")).containsExactly("<sip:edge.example;lr>");
    assertThat(request.headers().all("X-Device")).containsExactly("alice");
    assertThat(sent().destination()).isEqualTo(phone().destination());
    assertThat(heard).isEmpty();
  }

  @Test
  void anyResponseIsAnAnswer() throws SipParseException {
    probe.send(phone(), heard::add);

    var refusal = SipResponse.responseTo(sent().request(), 405).build();
    agent.results.getFirst().accept(new ExchangeEvent.Final(refusal, FLOW));

    assertThat(heard).containsExactly(true);
  }

  @Test
  void silenceIsNone() throws SipParseException {
    probe.send(phone(), heard::add);

    agent.results.getFirst().accept(new ExchangeEvent.Failed(Failure.TIMEOUT, "no answer"));

    assertThat(heard).containsExactly(false);
  }

  private OutboundRequest sent() {
    assertThat(agent.sent).hasSize(1);
    return agent.sent.getFirst();
  }

  private static Binding phone() throws SipParseException {
    return new Binding(
        "alice",
        SipUri.parse("sip:alice@10.0.0.7:5062;ob?Subject=x"),
        FLOW,
        new ProxyPath(List.of("<sip:edge.example;lr>")),
        null,
        1,
        Instant.MAX,
        "c",
        1,
        true);
  }

  /** Writes down what it is to send. */
  private static final class Agent implements SipAgent {
    private final List<OutboundRequest> sent = new ArrayList<>();
    private final List<Consumer<ExchangeEvent>> results = new ArrayList<>();

    @Override
    public OutboundDialog invite(OutboundInvite invite, Consumer<DialogEvent> call) {
      throw new AssertionError("a probe is no call");
    }

    @Override
    public void send(OutboundRequest request, Consumer<ExchangeEvent> result) {
      sent.add(request);
      results.add(result);
    }
  }
}
