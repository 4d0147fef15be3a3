package io.siprouter.core;

import io.siprouter.core.registrar.Binding;
import io.siprouter.core.registrar.ContactProbe;
import io.siprouter.core.sip.ExchangeEvent;
import io.siprouter.core.sip.OutboundRequest;
import io.siprouter.core.sip.RequestFilter;
import io.siprouter.core.sip.SipAgent;
import io.siprouter.core.trunk.OwnAddress;
import io.siprouter.sip.message.CSeq;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.uri.NameAddr;
import io.siprouter.sip.uri.SipUri;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** Probes a phone by OPTIONS, which any answer answers. Any thread. RFC 3261 §11. */
final class OptionsProbe implements ContactProbe {

  private final SipAgent agent;
  private final OwnAddress own;
  private final Function<String, RequestFilter> headers;

  /**
   * @param headers what else the probe of a device carries, by the device's id
   */
  OptionsProbe(SipAgent agent, OwnAddress own, Function<String, RequestFilter> headers) {
    this.agent = agent;
    this.own = own;
    this.headers = headers;
  }

  @Override
  public void send(Binding binding, Consumer<Boolean> answered) {
    var destination = binding.destination();
    var here = SipUri.of(own.towards(destination));
    var contact = binding.contact().withoutHeaders();
    var options =
        SipRequest.builder("OPTIONS", contact)
            .from(NameAddr.of(here.withoutPort()))
            .to(NameAddr.of(contact))
            .callId(UUID.randomUUID().toString())
            .cSeq(new CSeq(1, "OPTIONS"))
            .addHeaders(binding.routes())
            .build();
    var written = headers.apply(binding.deviceId()).apply(options);
    agent.send(
        new OutboundRequest(written, here, destination, null),
        event -> answered.accept(isAnswer(event)));
  }

  private static boolean isAnswer(ExchangeEvent event) {
    return switch (event) {
      case ExchangeEvent.Final _ -> true;
      case ExchangeEvent.Failed _ -> false;
    };
  }
}
