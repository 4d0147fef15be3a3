package io.siprouter.core.sip.transport;

import io.siprouter.sip.SipParseException;
import io.siprouter.sip.message.MessageCheck;
import io.siprouter.sip.message.Refusal;
import io.siprouter.sip.message.SipLimits;
import io.siprouter.sip.message.SipMessage;
import io.siprouter.sip.message.SipParser;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import io.siprouter.sip.message.Unreadable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets sound messages in and sends the others away before they cost anything: parses, checks, notes
 * where a request came from, and queues for the lane of the Call-ID. Called on {@code sip-io-*}
 * threads.
 */
final class Door implements MessageSink {
  private static final Logger LOG = LoggerFactory.getLogger(Door.class);

  private final SipLimits limits;
  private final Lanes lanes;
  private final SipCounters counters;
  private final Inside inside;
  private final Outside outside;
  private final WireLog wire;

  Door(
      SipLimits limits,
      Lanes lanes,
      SipCounters counters,
      Inside inside,
      Outside outside,
      WireLog wire) {
    this.limits = limits;
    this.lanes = lanes;
    this.counters = counters;
    this.inside = inside;
    this.outside = outside;
    this.wire = wire;
  }

  @Override
  public void datagram(byte[] bytes, SipFlow flow) {
    var hearing = hearing(flow);
    if (hearing == Hearing.NOTHING || isKeepalive(bytes)) {
      return;
    }
    if (StunBinding.isStun(bytes)) {
      bind(bytes, flow, hearing);
      return;
    }
    try {
      take(SipParser.parse(bytes, 0, bytes.length, limits), flow, hearing, () -> {});
    } catch (SipParseException e) {
      LOG.debug("{} is not SIP: {}", flow, e.toString());
      unreadable(bytes, Unreadable.of(bytes, limits, e), flow, hearing);
    }
  }

  private void unreadable(byte[] bytes, Unreadable why, SipFlow flow, Hearing hearing) {
    if (why.remains().isPresent() && hearing == Hearing.EVERYTHING) {
      wire.received(bytes, flow);
      refuse(why.remains().get(), flow, why.refusal());
    } else {
      counters.add(SipCounter.UNREADABLE);
    }
  }

  /** A ban leaves only calls, and no flow to be kept alive. */
  private void bind(byte[] stun, SipFlow flow, Hearing hearing) {
    if (hearing == Hearing.EVERYTHING) {
      StunBinding.answer(stun, flow.remote())
          .ifPresentOrElse(
              answer -> outside.answer(answer, flow), () -> counters.add(SipCounter.UNREADABLE));
    }
  }

  /** Phones keep NAT bindings alive with line breaks or zero bytes. */
  private static boolean isKeepalive(byte[] bytes) {
    for (byte each : bytes) {
      if (each != '\r' && each != '\n' && each != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void message(SipMessage message, SipFlow flow, Runnable handled) {
    var hearing = hearing(flow);
    if (hearing == Hearing.NOTHING) {
      handled.run();
    } else {
      take(message, flow, hearing, handled);
    }
  }

  private Hearing hearing(SipFlow flow) {
    var hearing = inside.hearing(flow.remote().getAddress());
    if (hearing == Hearing.NOTHING) {
      counters.add(SipCounter.UNHEARD);
    }
    return hearing;
  }

  private void take(SipMessage message, SipFlow flow, Hearing hearing, Runnable handled) {
    var refusal = MessageCheck.check(message);
    if (hearing == Hearing.CALLS && (refusal.isPresent() || !inside.concernsCall(message, flow))) {
      counters.add(SipCounter.UNHEARD);
      handled.run();
      return;
    }
    wire.received(message, flow);
    if (refusal.isPresent()) {
      refuse(message, flow, refusal.get());
      handled.run();
      return;
    }
    switch (message) {
      case SipRequest request -> request(request, flow, handled);
      case SipResponse response -> response(response, flow, handled);
    }
  }

  @Override
  public void unframed(SipMessage message, Refusal refusal, SipFlow flow) {
    if (hearing(flow) == Hearing.EVERYTHING) {
      wire.received(message, flow);
      refuse(message, flow, refusal);
    }
  }

  private void request(SipRequest request, SipFlow flow, Runnable handled) {
    counters.add(SipCounter.REQUESTS_RECEIVED);
    if (outside.isAcknowledgedBy(request)) {
      counters.add(SipCounter.ACKS_ABSORBED);
      handled.run();
      return;
    }
    var refusal = Inspection.refusal(request);
    if (refusal.isPresent()) {
      refuse(request, flow, refusal.get());
      handled.run();
      return;
    }
    var stamped = Origin.stamp(request, flow);
    Runnable task = () -> runThen(() -> inside.request(stamped, flow), handled);
    if (!lanes.of(request.callId()).offer(task)) {
      counters.add(SipCounter.SHED);
      reply(request, flow, new Refusal(503, "Service Unavailable"));
      handled.run();
    }
  }

  private void response(SipResponse response, SipFlow flow, Runnable handled) {
    counters.add(SipCounter.RESPONSES_RECEIVED);
    Runnable task = () -> runThen(() -> inside.response(response, flow), handled);
    if (!lanes.of(response.callId()).offer(task)) {
      counters.add(SipCounter.SHED);
      handled.run();
    }
  }

  private static void runThen(Runnable task, Runnable handled) {
    try {
      task.run();
    } finally {
      handled.run();
    }
  }

  private void refuse(SipMessage message, SipFlow flow, Refusal refusal) {
    counters.add(SipCounter.REFUSED);
    if (message instanceof SipRequest request) {
      reply(request, flow, refusal);
    }
  }

  private void reply(SipRequest request, SipFlow flow, Refusal refusal) {
    outside.answer(Origin.received(request, flow), flow, refusal);
  }

  @Override
  public void closed(SipFlow flow, String reason) {
    inside.closed(flow, reason);
  }
}
