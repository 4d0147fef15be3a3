package io.siprouter.core.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SrvTest {

  private static final RandomGenerator LEAST = () -> 0;

  @Test
  void lowerPriorityIsTriedFirst() {
    var records = List.of(srv(20, 9, "c"), srv(10, 0, "a"), srv(15, 60_000, "b"));

    assertThat(targets(records, LEAST)).containsExactly("a", "b", "c");
  }

  @Test
  void everyRecordComesExactlyOnceWhateverTheDraw() {
    var records = List.of(srv(1, 0, "a"), srv(1, 0, "b"), srv(1, 65_535, "c"), srv(1, 65_535, "d"));

    for (var seed = 0; seed < 1000; seed++) {
      assertThat(targets(records, new Random(seed))).containsExactlyInAnyOrder("a", "b", "c", "d");
    }
  }

  @Test
  void shareOfFirstTriesFollowsTheWeights() {
    var records = List.of(srv(1, 10, "a"), srv(1, 30, "b"), srv(1, 60, "c"));
    var random = new Random(1);
    var firsts =
        IntStream.range(0, 10_000).mapToObj(_ -> targets(records, random).getFirst()).toList();

    assertThat(firsts.stream().filter("a"::equals).count()).isBetween(900L, 1300L);
    assertThat(firsts.stream().filter("b"::equals).count()).isBetween(2700L, 3300L);
  }

  @Test
  void weightZeroIsSeldomFirstBesideAnotherWeight() {
    var records = List.of(srv(1, 99, "a"), srv(1, 0, "b"));
    var random = new Random(1);
    var firsts =
        IntStream.range(0, 10_000).mapToObj(_ -> targets(records, random).getFirst()).toList();

    assertThat(firsts.stream().filter("b"::equals).count()).isBetween(50L, 150L);
  }

  private static List<String> targets(List<Srv> records, RandomGenerator random) {
    return Srv.inOrder(records, random).stream().map(Srv::target).toList();
  }

  private static Srv srv(int priority, int weight, String target) {
    return new Srv(priority, weight, 5060, target);
  }
}
