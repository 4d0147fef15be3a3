package io.siprouter.media.jitter;

import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;

/** A path on a clock of the test's own that loses, doubles, delays and so reorders; seeded. */
public final class LossyLink<T> {
  /**
   * What the path does to packets.
   *
   * @param delayMs least delay
   * @param jitterMs evenly distributed delay on top of it
   * @param lossShare share of packets lost [0..1]
   * @param duplicateShare share of packets that come twice [0..1]
   */
  public record Conditions(int delayMs, int jitterMs, double lossShare, double duplicateShare) {
    public static final Conditions PERFECT = new Conditions(0, 0, 0, 0);
  }

  private record Transit<T>(long arrivalNanos, T packet) {}

  private static final double NANOS_PER_MS = 1e6;

  private final Random random;
  private final PriorityQueue<Transit<T>> underWay =
      new PriorityQueue<>(Comparator.comparingLong(Transit::arrivalNanos));
  private Conditions conditions;
  private int lost;

  public LossyLink(Conditions conditions, long seed) {
    this.conditions = conditions;
    this.random = new Random(seed);
  }

  public void change(Conditions changed) {
    conditions = changed;
  }

  public void send(T packet, long nowNanos) {
    if (random.nextDouble() < conditions.lossShare()) {
      lost++;
      return;
    }
    underWay.add(new Transit<>(arrival(nowNanos), packet));
    if (random.nextDouble() < conditions.duplicateShare()) {
      underWay.add(new Transit<>(arrival(nowNanos), packet));
    }
  }

  /** When the next packet comes, unless that is later than the given time. */
  public Optional<Long> nextArrival(long untilNanos) {
    return Optional.ofNullable(underWay.peek())
        .map(Transit::arrivalNanos)
        .filter(arrival -> arrival <= untilNanos);
  }

  public T receive() {
    return underWay.remove().packet();
  }

  public int lost() {
    return lost;
  }

  private long arrival(long nowNanos) {
    double delayMs = conditions.delayMs() + random.nextDouble() * conditions.jitterMs();
    return nowNanos + (long) (delayMs * NANOS_PER_MS);
  }
}
