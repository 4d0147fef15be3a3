package io.siprouter.core.history;

import io.siprouter.config.AppConfig;
import io.siprouter.config.Device;
import io.siprouter.config.route.RouteQuestion;
import io.siprouter.config.route.RouteRegression;
import io.siprouter.config.route.RouteRegression.Rerouted;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Puts the calls of the history to another configuration. */
public final class PastCalls {

  private PastCalls() {}

  /**
   * Which calls another configuration would have sent elsewhere or nowhere. Reads the whole time:
   * for a thread that may wait.
   *
   * @param current the configuration in force
   * @param since how far to go back
   */
  public static List<Rerouted> rerouted(
      HistoryReader history, AppConfig current, AppConfig next, Instant since) throws IOException {
    var regression = new RouteRegression(current, next);
    history.forEach(
        HistoryFilter.since(since), call -> question(call, current).ifPresent(regression::put));
    return regression.result();
  }

  private static Optional<RouteQuestion> question(CallRecord call, AppConfig current) {
    if (call.sourceId().isEmpty()) {
      return Optional.empty();
    }
    return switch (call.sourceKind()) {
      case "device" -> Optional.of(fromDevice(call, call.to()));
      case "command" -> Optional.of(fromDevice(call, toDial(call, current)));
      case "provider" ->
          Optional.of(
              new RouteQuestion.FromProvider(
                  call.sourceId(), call.to(), caller(call, current), call.createdAt()));
      default -> Optional.empty();
    };
  }

  private static RouteQuestion fromDevice(CallRecord call, String dialled) {
    return new RouteQuestion.FromDevice(call.sourceId(), dialled, call.createdAt());
  }

  /** Programs may call a device by its id. */
  private static String toDial(CallRecord call, AppConfig current) {
    return current.device(call.to()).map(Device::extension).orElse(call.to());
  }

  /** The record has it as phones here dial it back; providers know it worldwide. */
  private static String caller(CallRecord call, AppConfig current) {
    return current.numberPlan().dialled(call.from()).normalised();
  }
}
