package io.siprouter.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.loop.EventLoops;
import io.siprouter.core.loop.SteppedEventLoops;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PendingOperationsTest {

  private enum NoDeadline {}

  private static final int ASKING = 4;
  private static final int QUESTIONS = 500;

  @Test
  void operationThatAnswersLaterIsAbandonedWithItsCall() {
    var loops = new SteppedEventLoops();
    var operations = new PendingOperations(loops.start("call", NoDeadline.class, _ -> {}));

    var answer = operations.askLater(CompletableFuture<Outcome<Integer>>::new);
    loops.settle();
    operations.end();

    assertThat(answer).isCompletedWithValue(new Outcome.NoSuchCall<>());
  }

  @Test
  void everyQuestionIsAnsweredThoughTheLoopEndsInBetween() throws Exception {
    var loop = EventLoops.virtual().start("call", NoDeadline.class, _ -> {});
    var operations = new PendingOperations(loop);
    var begun = new CountDownLatch(ASKING);

    try (var threads = Executors.newFixedThreadPool(ASKING)) {
      var asking = new ArrayList<Future<List<CompletableFuture<Outcome<Integer>>>>>();
      for (var i = 0; i < ASKING; i++) {
        asking.add(threads.submit(() -> ask(operations, begun)));
      }
      begun.await();
      loop.execute(
          () -> {
            loop.execute(operations::end);
            loop.close();
          });
      for (var answers : asking) {
        assertThat(answers.get())
            .allSatisfy(answer -> assertThat(answer).succeedsWithin(Duration.ofSeconds(5)));
      }
    }
  }

  private static List<CompletableFuture<Outcome<Integer>>> ask(
      PendingOperations operations, CountDownLatch begun) {
    var answers = new ArrayList<CompletableFuture<Outcome<Integer>>>();
    for (var i = 0; i < QUESTIONS; i++) {
      var number = i;
      answers.add(operations.<Integer>ask(() -> new Outcome.Done<>(number)).toCompletableFuture());
      begun.countDown();
    }
    return answers;
  }
}
