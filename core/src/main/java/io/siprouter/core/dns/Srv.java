package io.siprouter.core.dns;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * An SRV record. RFC 2782.
 *
 * @param priority a lower one is tried first [0..65535]
 * @param weight share of the first tries among equal priorities [0..65535]
 * @param target empty where the domain says that it has no such service
 */
record Srv(int priority, int weight, int port, String target) {

  /** The order to try them in: by priority, and among equals by a draw that heeds the weights. */
  static List<Srv> inOrder(List<Srv> records, RandomGenerator random) {
    var byPriority =
        records.stream()
            .collect(Collectors.groupingBy(Srv::priority, TreeMap::new, Collectors.toList()));
    return byPriority.values().stream().flatMap(equals -> draw(equals, random).stream()).toList();
  }

  /** Records of weight 0 come first in the row, so that they are drawn by the number 0 alone. */
  private static List<Srv> draw(List<Srv> equals, RandomGenerator random) {
    var left = new ArrayList<>(equals);
    left.sort(Comparator.comparing(record -> record.weight() > 0));
    var drawn = new ArrayList<Srv>();
    while (!left.isEmpty()) {
      drawn.add(left.remove(pick(left, random)));
    }
    return drawn;
  }

  private static int pick(List<Srv> left, RandomGenerator random) {
    var number = random.nextInt(left.stream().mapToInt(Srv::weight).sum() + 1);
    var index = 0;
    for (var sum = left.getFirst().weight(); sum < number; sum += left.get(index).weight()) {
      index++;
    }
    return index;
  }
}
