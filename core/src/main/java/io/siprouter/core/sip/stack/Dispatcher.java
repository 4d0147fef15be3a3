package io.siprouter.core.sip.stack;

import io.siprouter.core.sip.Admission;
import io.siprouter.core.sip.Gate;
import io.siprouter.core.sip.SipEvent;
import io.siprouter.core.sip.TransactionUser;
import io.siprouter.core.sip.jain.InboundTransaction;
import io.siprouter.core.sip.jain.TransactionListener;
import io.siprouter.core.sip.transport.Hearing;
import io.siprouter.core.sip.transport.SipAbilities;
import io.siprouter.core.sip.transport.SipCounter;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.sip.message.SipMessage;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds for each message the dialog it belongs to, or who takes new ones. Called on lanes. */
final class Dispatcher implements TransactionListener {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  private final StackParts parts;
  private final Gate gate;
  private final TransactionUser user;

  Dispatcher(StackParts parts, Gate gate, TransactionUser user) {
    this.parts = parts;
    this.gate = gate;
    this.user = user;
  }

  @Override
  public Hearing hearing(InetAddress sender) {
    return gate.hearing(sender);
  }

  @Override
  public boolean concernsCall(SipMessage message, SipFlow flow) {
    return switch (message) {
      case SipResponse response -> dialogOf(response).isPresent();
      case SipRequest request when request.to().tag().isPresent() -> dialogOf(request).isPresent();
      case SipRequest request -> request.method().equals("INVITE") && gate.hearsPlea(request, flow);
    };
  }

  @Override
  public Admission admit(SipRequest request, SipFlow flow) {
    if (request.to().tag().isPresent()) {
      return dialogOf(request).isPresent() ? Admission.anyone() : Replies.refusal(request, 481);
    }
    if (isKnown(request)) {
      return Admission.anyone();
    }
    var refusal = refusal(request, flow);
    return refusal == 0 ? ask(request, flow) : Replies.refusal(request, refusal);
  }

  /** Whether an INVITE comes again after its transaction, or by another way. */
  private boolean isKnown(SipRequest request) {
    return request.method().equals("INVITE") && parts.dialogs().inbound(request).isPresent();
  }

  private Admission ask(SipRequest request, SipFlow flow) {
    try {
      return gate.admit(request, flow);
    } catch (RuntimeException e) {
      LOG.error("judging a request failed", e);
      return Replies.refusal(request, 500);
    }
  }

  @Override
  public void onRequest(InboundTransaction transaction) {
    var request = transaction.request();
    if (request.to().tag().isPresent()) {
      dialogOf(request)
          .ifPresentOrElse(
              dialog -> dialog.onRequest(transaction), () -> Replies.refuse(transaction, 481));
    } else {
      begin(transaction);
    }
  }

  private Optional<Dialog> dialogOf(SipRequest request) {
    return parts
        .dialogs()
        .find(request.callId(), request.to().tag().orElse(""))
        .filter(dialog -> dialog.isOf(request.from().tag().orElse("")));
  }

  /** Why a request that begins something is refused; 0 if it is not. */
  private static int refusal(SipRequest request, SipFlow flow) {
    var method = request.method();
    if (request.requestUri().isSecure() && flow.transport() != SipTransport.TLS) {
      return 416; // sips: means TLS on every hop, RFC 3261 §19.1 and §8.2.2.1
    }
    if (!method.equals("INVITE") && !Methods.OUTSIDE.contains(method)) {
      return Methods.refusal(method);
    }
    if (request.maxForwards().orElse(Requests.MAX_FORWARDS) == 0 && !method.equals("OPTIONS")) {
      return 483;
    }
    boolean isOurs = !method.equals("REGISTER"); // the registrar knows what it supports
    return isOurs && !SipAbilities.missing(request).isEmpty() ? 420 : 0;
  }

  private Optional<Dialog> dialogOf(SipResponse response) {
    return parts.dialogs().find(response.callId(), response.from().tag().orElse(""));
  }

  private void begin(InboundTransaction transaction) {
    var request = transaction.request();
    if (!request.method().equals("INVITE")) {
      var event =
          new SipEvent.Request(
              response -> parts.lane(request).execute(() -> reply(transaction, response)),
              request,
              transaction.flow(),
              transaction.sender());
      tell(event, () -> parts.lane(request).execute(() -> Replies.refuse(transaction, 500)));
      return;
    }
    parts
        .dialogs()
        .inbound(request)
        .ifPresentOrElse(known -> known.onRepeated(transaction), () -> invited(transaction));
  }

  private void invited(InboundTransaction transaction) {
    var call = new InboundCall(parts, transaction);
    parts.dialogs().add(call);
    tell(
        new SipEvent.Invite(call, transaction.request(), transaction.flow(), transaction.sender()),
        () -> call.reject(500, "Server Internal Error", List.of()));
  }

  /** Leaves nobody waiting for a user that fails; what it has answered before stands. */
  private void tell(SipEvent event, Runnable refuse) {
    try {
      user.onEvent(event);
    } catch (RuntimeException e) {
      LOG.error("taking a request failed", e);
      refuse.run();
    }
  }

  private static void reply(InboundTransaction transaction, SipResponse response) {
    transaction.reply(response.toBuilder().toTag(Tokens.tag()).build());
  }

  @Override
  public void onCancel(InboundTransaction cancel, Optional<InboundTransaction> invite) {
    invite.ifPresentOrElse(known -> cancel(cancel, known), () -> Replies.refuse(cancel, 481));
  }

  /** The answer has the To tag that the INVITE's has. RFC 3261 §9.2. */
  private void cancel(InboundTransaction cancel, InboundTransaction invite) {
    var request = invite.request();
    Optional<? extends Dialog> dialog =
        request.to().tag().isPresent() ? dialogOf(request) : parts.dialogs().inbound(request);
    var tag = invite.sentTag().or(() -> dialog.map(Dialog::localTag)).orElseGet(Tokens::tag);
    cancel.reply(SipResponse.responseTo(cancel.request(), 200).toTag(tag).build());
    if (!invite.isAnswered()) {
      dialog.ifPresent(known -> known.onCancel(invite, cancel.request()));
    }
  }

  @Override
  public void onAck(SipRequest ack) {
    dialogOf(ack).ifPresent(dialog -> dialog.onAck(ack));
  }

  @Override
  public void onLateAnswer(SipResponse response, SipFlow flow) {
    dialogOf(response)
        .ifPresentOrElse(
            dialog -> dialog.onLateAnswer(response, flow),
            () -> parts.counters().add(SipCounter.STRAY_RESPONSES));
  }

  @Override
  public void onClosed(SipFlow flow) {
    user.onClosed(flow);
  }
}
