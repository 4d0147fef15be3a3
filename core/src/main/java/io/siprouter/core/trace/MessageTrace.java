package io.siprouter.core.trace;

import io.siprouter.config.TraceSection;
import io.siprouter.core.event.StampedEvent;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.sip.transport.WireTap;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Remembers the latest SIP messages and shows them. Any thread may note and look, and none waits
 * for another.
 *
 * <p>What belongs to calls has room of its own, which no flood of other messages takes. A call's
 * first messages come before anybody knows that they are its own: they move over as soon as the
 * call says so.
 */
public final class MessageTrace implements WireTap, AutoCloseable {

  /** How many of the latest messages may be those of a call that has just begun. */
  private static final int FIRST_MESSAGES = 500;

  private static final int SHARE_OF_OTHERS = 4;

  /** More than anybody reads. */
  private static final int MOST_OF_CALL = 2_000;

  private final InstantSource clock;
  private final UnaryOperator<InetAddress> ownAddress;
  private final MessageRing ofCalls;
  private final MessageRing others;
  private final DialogBook book = new DialogBook();
  private final CallStories stories = new CallStories();
  private final AtomicLong seq = new AtomicLong();
  private final List<TraceSubscription> subscriptions = new CopyOnWriteArrayList<>();

  /**
   * @param ownAddress which of our addresses leads to a peer
   */
  public MessageTrace(
      TraceSection section, InstantSource clock, UnaryOperator<InetAddress> ownAddress) {
    this.clock = clock;
    this.ownAddress = ownAddress;
    this.ofCalls = new MessageRing(boundsOfCalls(section));
    this.others = new MessageRing(boundsOfOthers(section));
  }

  /** Keeps more or less from now on. */
  public void apply(TraceSection section) {
    ofCalls.bound(boundsOfCalls(section));
    others.bound(boundsOfOthers(section));
  }

  private static MessageRing.Bounds boundsOfOthers(TraceSection section) {
    return new MessageRing.Bounds(
        section.maxMessages() / SHARE_OF_OTHERS, section.maxBytes() / SHARE_OF_OTHERS);
  }

  private static MessageRing.Bounds boundsOfCalls(TraceSection section) {
    var others = boundsOfOthers(section);
    return new MessageRing.Bounds(
        section.maxMessages() - others.messages(), section.maxBytes() - others.bytes());
  }

  @Override
  public void received(byte[] message, SipFlow flow) {
    note(TraceDirection.RECV, message, flow);
  }

  @Override
  public void sent(byte[] message, SipFlow flow) {
    note(TraceDirection.SEND, message, flow);
  }

  private void note(TraceDirection direction, byte[] bytes, SipFlow flow) {
    var passage =
        new Passage(
            seq.incrementAndGet(),
            clock.instant(),
            direction,
            flow.transport(),
            flow.local(),
            flow.remote());
    var sipCallId = CallIdScan.in(bytes);
    var owner = book.ownerOf(sipCallId);
    var message = new TracedMessage(passage, sipCallId, owner.orElse(null), bytes);
    (owner.isPresent() ? ofCalls : others).add(message);
    subscriptions.forEach(subscription -> subscription.offer(message));
  }

  /** What takes in the events of calls; on one thread. */
  public Consumer<StampedEvent> observer() {
    return new TraceEvents(this, stories);
  }

  /** A leg speaks in a dialog. One thread only. */
  void began(String sipCallId, DialogOwner owner) {
    book.note(sipCallId, owner);
    var latest = others.latestFirst();
    for (int i = 0; i < FIRST_MESSAGES && latest.hasNext(); i++) {
      var message = latest.next();
      if (message.sipCallId().equals(sipCallId)) {
        ofCalls.add(message.ownedBy(owner));
      }
    }
  }

  /** A call is over. The thread of {@link #began}. */
  void ended(String callId) {
    book.ended(callId);
  }

  /** The remembered messages that fit, the latest of them if they are too many; oldest first. */
  public List<TracedMessage> messages(TraceFilter filter, int limit) {
    var bySeq = new TreeMap<Long, TracedMessage>(Comparator.reverseOrder());
    others.oldestFirst().forEach(message -> put(known(message), bySeq));
    ofCalls.oldestFirst().forEach(message -> put(message, bySeq));
    var ends = new LocalEnds(ownAddress);
    return bySeq.values().stream()
        .filter(filter::fits)
        .limit(limit)
        .map(ends::named)
        .toList()
        .reversed();
  }

  /** What is known of a call; empty where nothing is. */
  public Optional<Ladder> ladder(String callId) {
    var story = stories.of(callId).orElse(CallStory.NONE);
    return LadderBuilder.of(callId, story, messages(TraceFilter.ofCall(callId), MOST_OF_CALL));
  }

  private static void put(TracedMessage message, Map<Long, TracedMessage> bySeq) {
    bySeq.put(message.passage().seq(), message);
  }

  /** A message may have been noted before its call was known. */
  private TracedMessage known(TracedMessage message) {
    return message.owner().isPresent()
        ? message
        : book.ownerOf(message.sipCallId()).map(message::ownedBy).orElse(message);
  }

  /**
   * Watches messages from now on.
   *
   * @param capacity how many may wait to be taken; more are dropped
   */
  public TraceSubscription subscribe(TraceFilter filter, int capacity) {
    var subscription = new TraceSubscription(filter, capacity, this::known, subscriptions::remove);
    subscriptions.add(subscription);
    return subscription;
  }

  /** What is kept, and what has made room for it. */
  public TraceCounts counts() {
    return new TraceCounts(
        seq.get(), ofCalls.count(), others.count(), ofCalls.dropped(), others.dropped());
  }

  /** Ends all subscriptions. */
  @Override
  public void close() {
    subscriptions.forEach(TraceSubscription::end);
    subscriptions.clear();
  }
}
