package io.siprouter.core.sip.stack;

import io.siprouter.sip.message.SipRequest;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The dialogs there are, by Call-ID and our tag; those that a peer began also by its tag, to know
 * an INVITE that comes twice. Any thread, though each entry belongs to a lane.
 */
final class DialogTable {

  private record Key(String callId, String tag) {}

  private final ConcurrentMap<Key, Dialog> dialogs = new ConcurrentHashMap<>();
  private final ConcurrentMap<Key, InboundCall> inbound = new ConcurrentHashMap<>();

  void add(Dialog dialog) {
    dialogs.put(new Key(dialog.callId(), dialog.localTag()), dialog);
    if (dialog instanceof InboundCall call) {
      inbound.put(new Key(call.callId(), call.remoteTag()), call);
    }
  }

  void remove(Dialog dialog) {
    dialogs.remove(new Key(dialog.callId(), dialog.localTag()), dialog);
    if (dialog instanceof InboundCall call) {
      inbound.remove(new Key(call.callId(), call.remoteTag()), call);
    }
  }

  Optional<Dialog> find(String callId, String localTag) {
    return Optional.ofNullable(dialogs.get(new Key(callId, localTag)));
  }

  /** The call that this INVITE without a To tag, or its CANCEL, belongs to. */
  Optional<InboundCall> inbound(SipRequest request) {
    var tag = request.from().tag().orElse("");
    return Optional.ofNullable(inbound.get(new Key(request.callId(), tag)));
  }

  int size() {
    return dialogs.size();
  }
}
