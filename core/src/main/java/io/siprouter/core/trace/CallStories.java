package io.siprouter.core.trace;

import io.siprouter.core.event.ServerEvent;
import io.siprouter.core.event.ServerEvent.CallEvent;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What happened in all calls that go on and in the last that ended. Any thread reads; one writes.
 */
final class CallStories {
  private static final int ENDED_CALLS = 2_000;

  private final Map<String, CallStory> stories = new ConcurrentHashMap<>();
  private final Queue<String> ended = new ArrayDeque<>();

  void take(Instant at, CallEvent event) {
    var before = stories.getOrDefault(event.callId(), CallStory.NONE);
    stories.put(event.callId(), before.after(at, event));
    if (event instanceof ServerEvent.CallEnded) {
      ended.add(event.callId());
      if (ended.size() > ENDED_CALLS) {
        stories.remove(ended.remove());
      }
    }
  }

  Optional<CallStory> of(String callId) {
    return Optional.ofNullable(stories.get(callId));
  }
}
