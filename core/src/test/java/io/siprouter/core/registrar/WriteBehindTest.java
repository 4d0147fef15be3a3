package io.siprouter.core.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class WriteBehindTest {

  private final List<List<Binding>> saved = new ArrayList<>();
  private final Queue<Runnable> work = new ArrayDeque<>();
  private boolean full;

  private final RegistrationStore store =
      new RegistrationStore() {
        @Override
        public List<Binding> load() {
          return List.of();
        }

        @Override
        public void save(List<Binding> bindings) throws IOException {
          if (full) {
            throw new IOException("No space left on device");
          }
          saved.add(bindings);
        }
      };

  private final List<Duration> delays = new ArrayList<>();
  private final WriteBehind behind =
      new WriteBehind(store, work::add, List::of, Runnable::run, delays::add);

  @Test
  void manyChangesMakeOneWrite() {
    behind.changed();
    behind.changed();
    behind.due();
    runWork();

    assertThat(delays).containsExactly(WriteBehind.DELAY);
    assertThat(saved).hasSize(1);
  }

  @Test
  void writesFollowOneAnother() {
    behind.changed();
    behind.due();
    behind.changed();
    behind.due();
    assertThat(work).hasSize(1);
    assertThat(delays).hasSize(3);

    runWork();
    behind.due();
    runWork();

    assertThat(saved).hasSize(2);
  }

  @Test
  void writeThatFailedIsRepeatedWithoutAnotherChange() {
    full = true;
    behind.changed();
    behind.due();
    runWork();
    behind.due();
    runWork();
    assertThat(delays).containsExactly(WriteBehind.DELAY, WriteBehind.RETRY, WriteBehind.RETRY);

    full = false;
    behind.due();
    runWork();
    assertThat(saved).hasSize(1);
    assertThat(delays).hasSize(3);
  }

  @Test
  void lastWriteFollowsTheOneUnderWay() {
    behind.changed();
    behind.due();
    var last = behind.write();
    assertThat(last).isNotDone();

    runWork();

    assertThat(last).isDone();
    assertThat(saved).hasSize(2);
  }

  private void runWork() {
    for (var task = work.poll(); task != null; task = work.poll()) {
      task.run();
    }
  }
}
