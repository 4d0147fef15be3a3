package io.siprouter.core.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which dialogs are of which calls: of all that go on, and of the last that ended, whose messages
 * may be on their way still. Any thread may look up; one writes.
 */
final class DialogBook {
  private static final int ENDED_CALLS = 10_000;

  private final Map<String, DialogOwner> owners = new ConcurrentHashMap<>();
  private final Map<String, List<String>> dialogs = new HashMap<>();
  private final Queue<String> ended = new ArrayDeque<>();

  Optional<DialogOwner> ownerOf(String sipCallId) {
    return Optional.ofNullable(owners.get(sipCallId));
  }

  void note(String sipCallId, DialogOwner owner) {
    owners.put(sipCallId, owner);
    dialogs.computeIfAbsent(owner.callId(), _ -> new ArrayList<>()).add(sipCallId);
  }

  void ended(String callId) {
    ended.add(callId);
    if (ended.size() > ENDED_CALLS) {
      forget(ended.remove());
    }
  }

  /** A dialog may have gone over to a later call, whose peer used its Call-ID again. */
  private void forget(String callId) {
    var theirs = dialogs.remove(callId);
    if (theirs != null) {
      theirs.forEach(id -> owners.computeIfPresent(id, (_, owner) -> kept(owner, callId)));
    }
  }

  private static @Nullable DialogOwner kept(DialogOwner owner, String forgotten) {
    return owner.callId().equals(forgotten) ? null : owner;
  }
}
