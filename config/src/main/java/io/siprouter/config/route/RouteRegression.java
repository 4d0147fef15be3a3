package io.siprouter.config.route;

import static java.util.Comparator.comparing;

import io.siprouter.config.AppConfig;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the calls of the past to two configurations, and says which of them would go elsewhere.
 * Remembers no more of them than what they have in common. One thread.
 */
public final class RouteRegression {
  private final Rules before;
  private final Rules after;
  private final Map<Change, Group> groups = new LinkedHashMap<>();

  public RouteRegression(AppConfig current, AppConfig next) {
    this.before = new Rules(current, new RouteResolver(current));
    this.after = new Rules(next, new RouteResolver(next));
  }

  private record Rules(AppConfig config, RouteResolver resolver) {
    Place place(RouteQuestion question) {
      return Place.of(resolver.resolve(question, _ -> {}), config);
    }
  }

  /**
   * Calls of one caller that change in the same way.
   *
   * @param number that they called; a prefix with {@code *} where they are several
   * @param from who calls: {@code device 101} or {@code provider north}
   * @param before where they went by the one configuration
   * @param after where they go by the other
   * @param lost whether they went somewhere, and are refused now
   * @param count how many calls
   * @param last when the latest of them was
   */
  public record Rerouted(
      String number,
      String from,
      String before,
      String after,
      boolean lost,
      int count,
      Instant last) {}

  /** What calls of one group have in common. */
  private record Change(String from, String before, String after, boolean lost) {}

  /** Puts one call that was made to both, at its own time. */
  public void put(RouteQuestion call) {
    change(call).ifPresent(change -> groups.computeIfAbsent(change, _ -> new Group()).add(call));
  }

  /** Calls that would have gone elsewhere or nowhere; lost ones first, then the most frequent. */
  public List<Rerouted> result() {
    return groups.entrySet().stream()
        .map(entry -> entry.getValue().rerouted(entry.getKey()))
        .sorted(
            comparing(Rerouted::lost)
                .thenComparingInt(Rerouted::count)
                .reversed()
                .thenComparing(Rerouted::from)
                .thenComparing(Rerouted::number))
        .toList();
  }

  private Optional<Change> change(RouteQuestion question) {
    var then = before.place(question);
    var now = after.place(question);
    if (then.equals(now)) {
      return Optional.empty();
    }
    var onlyTheNumber = then.text().equals(now.text());
    return Optional.of(
        new Change(
            from(question),
            onlyTheNumber ? then.inFull() : then.text(),
            onlyTheNumber ? now.inFull() : now.text(),
            !then.refused() && now.refused()));
  }

  private static String from(RouteQuestion question) {
    return switch (question) {
      case RouteQuestion.FromDevice(var id, _, _) -> "device " + id;
      case RouteQuestion.FromProvider(var id, _, _, _) -> "provider " + id;
    };
  }

  /** Calls that change in the same way. */
  private static final class Group {
    private String prefix = "";
    private boolean several;
    private int count;
    private Instant last = Instant.EPOCH;

    void add(RouteQuestion call) {
      var number = call.called();
      if (count > 0 && !number.equals(prefix)) {
        several = true;
      }
      prefix = count == 0 ? number : common(prefix, number);
      last = call.at().isAfter(last) ? call.at() : last;
      count++;
    }

    private static String common(String one, String other) {
      var length = 0;
      while (length < Math.min(one.length(), other.length())
          && one.charAt(length) == other.charAt(length)) {
        length++;
      }
      return one.substring(0, length);
    }

    Rerouted rerouted(Change change) {
      return new Rerouted(
          several ? prefix + "*" : prefix,
          change.from(),
          change.before(),
          change.after(),
          change.lost(),
          count,
          last);
    }
  }
}
