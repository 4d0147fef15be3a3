package io.siprouter.core.history;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.siprouter.config.HistorySection;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;

/** A process that writes calls as fast as it can, and says what is in the file. */
final class HistoryChild {

  private HistoryChild() {}

  /** Takes the folder, and how many calls to write. */
  public static void main(String[] args) {
    var file = Path.of(args[0]).resolve(HistoryFile.NAME);
    var writer =
        new HistoryWriter(
            new HistoryStore(file, InstantSource.system()),
            () -> new HistorySection(0, 0),
            call -> System.out.println("written " + call.id() + "!"));
    writer.start();
    var longest = 0L;
    for (var i = 0; i < Integer.parseInt(args[1]); i++) {
      var begin = System.nanoTime();
      writer.offer(SampleCalls.answered("c" + i, i));
      longest = Math.max(longest, System.nanoTime() - begin);
      LockSupport.parkNanos(20_000);
    }
    System.out.println("longest " + NANOSECONDS.toMillis(longest));
    writer.close();
    System.out.println("dropped " + writer.dropped());
  }
}
