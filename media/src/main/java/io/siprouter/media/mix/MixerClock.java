package io.siprouter.media.mix;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Drives mixers on a fixed set of platform threads {@code mixer-N}: as long as there are few, each
 * mixer has a thread to itself, above that they share. Any thread.
 */
public final class MixerClock implements AutoCloseable {

  private static final int LEAST_THREADS = 4;

  private final List<MixerThread> threads;

  /**
   * @param threads how many threads, 0 for twice the processors and at least 4
   */
  public MixerClock(int threads) {
    var count = threads > 0 ? threads : Math.max(LEAST_THREADS, 2 * processors());
    this.threads = IntStream.range(0, count).mapToObj(n -> new MixerThread("mixer-" + n)).toList();
  }

  /** Ticks the mixer every 20 ms from now on. */
  public void start(Mixer mixer) {
    threads.stream().min(Comparator.comparingInt(MixerThread::mixers)).orElseThrow().start(mixer);
  }

  /** Ticks the mixer no more; a tick under way is finished. */
  public void stop(Mixer mixer) {
    threads.forEach(thread -> thread.stop(mixer));
  }

  /**
   * Ticks the mixer no more.
   *
   * @param then run on the mixer's thread as soon as a tick under way is finished; must post and
   *     return
   */
  public void stop(Mixer mixer, Runnable then) {
    threads.stream()
        .filter(thread -> thread.drives(mixer))
        .findFirst()
        .ifPresentOrElse(thread -> thread.stop(mixer, then), then);
  }

  /** How many mixers are driven. */
  public int mixers() {
    return threads.stream().mapToInt(MixerThread::mixers).sum();
  }

  public ClockStats stats() {
    return threads.stream()
        .map(MixerThread::stats)
        .reduce(new ClockStats(0, 0, 0), ClockStats::plus);
  }

  /** Whether no thread that has mixers has been stuck for a second. */
  public boolean isTurning() {
    var now = System.nanoTime();
    return threads.stream().allMatch(thread -> thread.isTurning(now));
  }

  @Override
  public void close() {
    threads.forEach(MixerThread::close);
  }

  private static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }
}
