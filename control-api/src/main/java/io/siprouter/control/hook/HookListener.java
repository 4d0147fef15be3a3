package io.siprouter.control.hook;

import io.siprouter.control.feed.FeedListener;
import java.time.InstantSource;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells the webhooks what all WebSockets are told, in the same words. On the feed's loop. */
public final class HookListener implements FeedListener {

  /** How every event begins that has its place in the stream. */
  private static final Pattern EVENT =
      Pattern.compile("\\{\"seq\":\\d+,\"event\":\"(\\w+)\",\"event_id\":\"([^\"]+)\"");

  private final Webhooks hooks;
  private final InstantSource clock;

  public HookListener(Webhooks hooks, InstantSource clock) {
    this.hooks = hooks;
    this.clock = clock;
  }

  /** There is always room: what webhooks have none for they drop and count. */
  @Override
  public boolean offer(String text) {
    var head = EVENT.matcher(text);
    if (head.lookingAt()) {
      var event = head.group(1);
      hooks.tell(event, () -> new HookMessage(head.group(2), event, text, clock.instant()));
    }
    return true;
  }

  @Override
  public Set<String> wishes() {
    return Set.of();
  }
}
