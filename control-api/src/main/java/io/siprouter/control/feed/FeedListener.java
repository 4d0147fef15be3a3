package io.siprouter.control.feed;

import java.util.Set;

/** Whoever is told of all events. Called on the feed's loop; never waits. */
public interface FeedListener {

  /**
   * Takes a message.
   *
   * @return false where there is no room for it
   */
  boolean offer(String text);

  /** Events that it wants beyond those that everybody is told of. */
  Set<String> wishes();
}
