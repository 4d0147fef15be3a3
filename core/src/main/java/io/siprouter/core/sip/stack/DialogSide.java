package io.siprouter.core.sip.stack;

import io.siprouter.core.sip.DialogTerms;
import io.siprouter.core.sip.RequestFilter;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import io.siprouter.sip.uri.SipUri;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Our side of one dialog, from which requests go to the other. Belongs to the dialog's lane. RFC
 * 3261 §12.2.1.
 */
final class DialogSide {
  private final StackParts parts;
  private final DigestClient digest;
  private final SessionKeeper keeper;
  private DialogTerms terms = DialogTerms.PLAIN;
  private RequestFilter filter = RequestFilter.NONE;
  private @Nullable DialogPath path;
  private @Nullable SipUri contact;

  DialogSide(StackParts parts, DigestClient digest, SessionKeeper keeper) {
    this.parts = parts;
    this.digest = digest;
    this.keeper = keeper;
  }

  /** A request to the peer, to be completed. */
  SipRequest.Builder request(String method, NextHop hop) {
    return path().request(method, hop, contact());
  }

  Exchange exchange(SipRequest request, NextHop hop, Exchange.Listener listener) {
    return new Exchange(
        parts, written(request), hop, digest::answer, _ -> path().nextCSeq(), listener);
  }

  /** The same to the end of another way that our INVITE took. */
  Exchange exchange(SipRequest request, DialogPath fork, NextHop hop, Exchange.Listener listener) {
    return new Exchange(
        parts, written(request), hop, digest::answer, _ -> fork.nextCSeq(), listener);
  }

  /** A request of ours with the headers that others than we ask for. */
  SipRequest written(SipRequest request) {
    return filter.apply(request);
  }

  /** A request of ours that refreshes the session, with all that this needs. */
  SipRequest refresh(SipRequest.Builder request) {
    return keeper.asking(Requests.ofSession(request, contact(), terms).build());
  }

  Exchange refreshing(SipRequest request, NextHop hop, Exchange.Listener listener) {
    return new Exchange(
        parts, written(request), hop, this::again, _ -> path().nextCSeq(), listener);
  }

  /** A request that begins or refreshes the session as it is to be sent after a refusal. */
  Optional<SipRequest> again(SipRequest request, SipResponse refusal) {
    return digest.answer(request, refusal).or(() -> keeper.lengthened(request, refusal));
  }

  /** Our response to a request that begins or refreshes the session, with what that needs. */
  SipResponse complete(SipResponse response) {
    return Requests.ofSession(response, contact(), terms);
  }

  NextHop nextHop() {
    return nextHop(path());
  }

  NextHop nextHop(DialogPath way) {
    return way.nextHop(parts);
  }

  /** Whether a request with this From tag is of our peer's. */
  boolean isTowards(String remoteTag) {
    return path != null && path.remoteTag().equals(remoteTag);
  }

  void writing(RequestFilter writer) {
    filter = writer;
  }

  void agree(DialogTerms agreed) {
    terms = agreed;
    keeper.agree(agreed);
  }

  DialogTerms terms() {
    return terms;
  }

  DialogPath path() {
    return Objects.requireNonNull(path, "no dialog yet");
  }

  void path(DialogPath known) {
    path = known;
  }

  SipUri contact() {
    return Objects.requireNonNull(contact, "no contact yet");
  }

  void contact(SipUri ours) {
    contact = ours;
  }
}
