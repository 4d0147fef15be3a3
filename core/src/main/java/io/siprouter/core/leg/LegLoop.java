package io.siprouter.core.leg;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Where everything about one leg is handled: on the loop of its call, and where the leg moves to
 * another call, from then on there. Any thread appends tasks.
 *
 * <p>Tasks wait in a queue of the leg's own, and a loop is only asked to take the next one. So none
 * is lost or overtaken while the leg moves, and never are two handled at once: a loop that is asked
 * although the leg has left it does nothing.
 */
public final class LegLoop implements Executor {

  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private volatile @Nullable Executor home;

  public LegLoop(Executor home) {
    this.home = home;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    var now = home;
    if (now != null) {
      now.execute(() -> takeNext(now));
    }
  }

  private void takeNext(Executor asked) {
    if (asked.equals(home)) {
      var task = tasks.poll();
      if (task != null) {
        task.run();
      }
    }
  }

  /** Lets everything wait from now on; on the loop that the leg leaves. */
  void depart() {
    home = null;
  }

  /** Goes on with what has waited; on the loop that the leg comes to. */
  void arrive(Executor loop) {
    home = loop;
    for (var waiting = tasks.size(); waiting > 0; waiting--) {
      loop.execute(() -> takeNext(loop));
    }
  }
}
