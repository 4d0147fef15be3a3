package io.siprouter.core.sip.stack;

import io.siprouter.core.sip.Failure;
import io.siprouter.core.sip.jain.OutboundTransaction;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.sip.transport.SipHop;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request of ours until its final response, through the challenges and other conditions on the
 * way: several transactions, one result. Belongs to the lane of its Call-ID.
 */
final class Exchange implements OutboundTransaction.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  /** More challenges than any honest peer needs: two realms, each with a nonce too old. */
  private static final int MAX_ATTEMPTS = 5;

  /** Hears provisional responses, then one result. */
  interface Listener {

    default void onProvisional(SipResponse response, SipFlow flow) {}

    void onFinal(SipResponse response, SipFlow flow);

    void onFailed(Failure failure, String detail);

    /**
     * The peer has been silent for as long as it may.
     *
     * @return whether the request is still waited for; else it has failed
     */
    default boolean waitsOn() {
      return false;
    }
  }

  /** What to send instead of a request that was refused, because of a challenge say. */
  interface Retry {

    Optional<SipRequest> after(SipRequest request, SipResponse refusal);
  }

  private final StackParts parts;
  private final Retry retry;
  private final LongUnaryOperator nextCSeq;
  private final Listener listener;
  private SipRequest request;
  private final NextHop next;
  private final @Nullable Duration patience;
  private final Deque<SipHop> ways = new ArrayDeque<>();
  private @Nullable SipHop hop;
  private @Nullable OutboundTransaction transaction;
  private @Nullable Future<?> silence;
  private int attempts;
  private boolean heard;
  private boolean cancelled;
  private boolean abandoned;
  private boolean retries = true;

  /** A request that is waited for as long as its transaction lasts. */
  Exchange(
      StackParts parts,
      SipRequest request,
      NextHop next,
      Retry retry,
      LongUnaryOperator nextCSeq,
      Listener listener) {
    this(parts, request, next, null, retry, nextCSeq, listener);
  }

  /**
   * @param patience for the first response; null: as long as the transaction lasts
   * @param nextCSeq the number of a repeated request, after the one it repeats
   */
  Exchange(
      StackParts parts,
      SipRequest request,
      NextHop next,
      @Nullable Duration patience,
      Retry retry,
      LongUnaryOperator nextCSeq,
      Listener listener) {
    this.parts = parts;
    this.request = request;
    this.next = next;
    this.patience = patience;
    this.retry = retry;
    this.nextCSeq = nextCSeq;
    this.listener = listener;
  }

  /** The request as it was sent last. */
  SipRequest request() {
    return request;
  }

  /** Where it was sent last, for people. */
  String peer() {
    return hop == null ? "an unknown address" : hop.address().toString();
  }

  /** Whether there has been a provisional response to the request as it was sent last. */
  boolean isHeard() {
    return heard;
  }

  void send() {
    attempts++;
    heard = false;
    if (hop == null) {
      next.find(this::begin);
    } else {
      begin(List.of(hop));
    }
  }

  private void begin(List<SipHop> found) {
    if (!abandoned) {
      ways.addAll(isKept() ? found : parts.longRequests().ways(request, found));
      advance("the name of the next hop is not known");
    }
  }

  /** A phone that registered from behind a NAT can be reached by no other transport. */
  private boolean isKept() {
    return next.isFlow() && !request.headers().contains("Route");
  }

  private void advance(String failure) {
    var way = ways.poll();
    if (way == null) {
      listener.onFailed(Failure.UNREACHABLE, failure);
    } else {
      hop = way;
      var fitted = parts.longRequests().fitted(request, way.transport());
      request = Requests.over(way.transport(), fitted, parts.transactions().transports());
      transmit(way);
    }
  }

  private void transmit(SipHop way) {
    try {
      transaction = parts.transactions().send(request, way, this);
      limitSilence();
    } catch (IOException e) {
      var detail = String.valueOf(e.getMessage());
      parts.lane(request).execute(() -> onUnreachable(detail));
    }
  }

  private void limitSilence() {
    if (patience != null) {
      silence = parts.lane(request).schedule(patience, this::onSilence);
    }
  }

  private void onSilence() {
    if (!listener.waitsOn()) {
      abandon();
      onTimeout();
    }
  }

  /** A timer that is still armed would hold the whole call. */
  private void endSilence() {
    if (silence != null) {
      silence.cancel(false);
      silence = null;
    }
  }

  /** Takes the next final response for the last. */
  void stopRetrying() {
    retries = false;
  }

  /**
   * Sends the CANCEL of an INVITE that has been heard of; false if that has been done.
   *
   * @param writer changes nothing that shows which INVITE is meant
   */
  boolean cancel(Optional<String> reason, UnaryOperator<SipRequest> writer) {
    if (cancelled) {
      return false;
    }
    cancelled = true;
    var cancel = writer.apply(Requests.cancel(request, reason));
    try {
      parts.transactions().send(cancel, Objects.requireNonNull(hop), new Unheard());
    } catch (IOException e) {
      LOG.debug("cannot cancel {}", request.callId(), e);
    }
    return true;
  }

  /** Forgets the request; its listener hears nothing more. */
  void abandon() {
    abandoned = true;
    endSilence();
    if (transaction != null) {
      transaction.abandon();
    }
  }

  @Override
  public void onResponse(SipResponse response, SipFlow flow) {
    endSilence();
    if (response.isProvisional()) {
      heard = true;
      listener.onProvisional(response, flow);
    } else if (!retried(response, flow)) {
      listener.onFinal(response, flow);
    }
  }

  private boolean retried(SipResponse response, SipFlow flow) {
    if (!retries || attempts >= MAX_ATTEMPTS || !isOfOurPeer(flow)) {
      return false;
    }
    var better = retry.after(request, response);
    better.ifPresent(
        next -> {
          request = Requests.again(next, nextCSeq.applyAsLong(request.cSeq().number()));
          send();
        });
    return better.isPresent();
  }

  /** No password is given to whoever answers from somewhere else. */
  private boolean isOfOurPeer(SipFlow flow) {
    return hop != null && flow.remote().getAddress().equals(hop.address().getAddress());
  }

  @Override
  public void onTimeout() {
    endSilence();
    listener.onFailed(Failure.TIMEOUT, "no answer from " + peer());
  }

  /** What nobody has heard of may be sent another way. */
  @Override
  public void onUnreachable(String detail) {
    endSilence();
    if (abandoned) {
      return;
    }
    if (heard || ways.isEmpty()) {
      listener.onFailed(Failure.UNREACHABLE, detail);
    } else {
      parts.longRequests().failed(Objects.requireNonNull(hop));
      request = Requests.again(request, request.cSeq().number());
      advance(detail);
    }
  }

  /** What becomes of a CANCEL shows in its INVITE. */
  private record Unheard() implements OutboundTransaction.Listener {

    @Override
    public void onResponse(SipResponse response, SipFlow flow) {}

    @Override
    public void onTimeout() {}

    @Override
    public void onUnreachable(String detail) {}
  }
}
