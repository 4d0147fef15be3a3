package io.siprouter.core.phone;

import io.siprouter.core.phone.PhoneAnswer.Received;
import io.siprouter.core.phone.PhoneState.Idle;
import io.siprouter.core.phone.RingReaction.PickUp;
import io.siprouter.sip.message.SipMessage;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import io.siprouter.sip.uri.SipUri;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands every SIP message of a phone to whom it is for; one call at a time. Loop only. */
final class PhoneSip implements PhoneWire.Receiver {

  private static final Logger log = LoggerFactory.getLogger(PhoneSip.class);

  /** Makes the sound of a call. */
  interface MediaFactory {
    PhoneMedia open() throws SocketException;
  }

  private final PhoneLine line;
  private final MediaFactory media;
  private final Watched<PhoneState> state;
  private final Watched<Heard> heard;
  private RingReaction reaction = new PickUp();
  private @Nullable PhoneCall call;

  PhoneSip(PhoneLine line, MediaFactory media, Executor loop) {
    this.line = line;
    this.media = media;
    this.state = new Watched<>(loop, new Idle());
    this.heard = new Watched<>(loop, Heard.NOTHING);
  }

  Watched<PhoneState> state() {
    return state;
  }

  Watched<Heard> heard() {
    return heard;
  }

  /** What is heard at this moment, for those who wait for it. */
  void listen() {
    heard.set(call == null ? Heard.NOTHING : call.media.heard());
  }

  void onRing(RingReaction next) {
    reaction = next;
  }

  void dial(SipUri target, InetSocketAddress destination) throws SocketException {
    if (isBusy()) {
      throw new IllegalStateException("a call is not over yet: " + state.value());
    }
    var dialled = new DialledCall(line, media.open(), state, target, destination);
    take(dialled);
    dialled.start();
  }

  void answer() {
    ringing().answer();
  }

  void reject(int status) {
    ringing().reject(status);
  }

  private ReceivedCall ringing() {
    if (call instanceof ReceivedCall received && !received.isOver()) {
      return received;
    }
    throw new IllegalStateException("nobody calls: " + state.value());
  }

  void hangUp() {
    if (call != null && !call.isOver()) {
      call.hangUp();
    }
  }

  /** Frees the sound of a call that did not end. */
  void close() {
    if (call != null) {
      call.media.close();
    }
  }

  private boolean isBusy() {
    return call != null && !call.isOver();
  }

  private void take(PhoneCall next) {
    call = next;
    heard.set(Heard.NOTHING);
  }

  @Override
  public void received(SipMessage message, InetSocketAddress source) {
    switch (message) {
      case SipResponse response -> line.onResponse(new Received(response, source));
      case SipRequest request -> {
        if (!line.repeatReply(request, source)) {
          var stamped =
              request.receivedFrom(source.getAddress().getHostAddress(), source.getPort());
          onRequest(stamped, source);
        }
      }
    }
  }

  private void onRequest(SipRequest request, InetSocketAddress source) {
    switch (request.method()) {
      case "OPTIONS" -> reply(request, 200, source);
      case "INVITE", "ACK", "BYE", "CANCEL" -> onCallRequest(request, source);
      default -> reply(request, 405, source);
    }
  }

  private void onCallRequest(SipRequest request, InetSocketAddress source) {
    var current = call;
    if (current != null && current.owns(request) && (isBusy() || isAck(request))) {
      handOver(current, request, source);
    } else if (request.method().equals("INVITE") && request.to().tag().isEmpty()) {
      onInvite(request, source);
    } else if (!isAck(request)) {
      reply(request, 481, source);
    }
  }

  private static boolean isAck(SipRequest request) {
    return request.method().equals("ACK");
  }

  private static void handOver(PhoneCall owner, SipRequest request, InetSocketAddress source) {
    switch (request.method()) {
      case "INVITE" -> owner.onReinvite(request, source);
      case "ACK" -> owner.onAck();
      case "BYE" -> owner.onBye(request, source);
      case "CANCEL" -> owner.onCancel(request, source);
      default -> throw new IllegalArgumentException(request.method());
    }
  }

  private void onInvite(SipRequest invite, InetSocketAddress source) {
    if (isBusy()) {
      reply(invite, 486, source);
      return;
    }
    try {
      var received = new ReceivedCall(line, media.open(), state, invite, source);
      take(received);
      received.start(reaction);
    } catch (SocketException e) {
      log.warn("No port for the sound of a call", e);
      reply(invite, 500, source);
    }
  }

  private void reply(SipRequest request, int status, InetSocketAddress source) {
    var response =
        SipResponse.responseTo(request, status)
            .toTag(PhoneLine.newTag())
            .header("Allow", PhoneLine.ALLOW)
            .build();
    line.reply(request, response, source);
  }
}
