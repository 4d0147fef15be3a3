package io.siprouter.control.command;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Who does the commands of each group. */
public record Handlers(
    Handler<AccessCommand> access,
    Handler<BanCommand> bans,
    Handler<CallCommand> calls,
    Handler<ConfigCommand> config,
    Handler<HeaderCommand> headers,
    Handler<HistoryCommand> history,
    Handler<LegCommand> legs,
    Handler<ProviderCommand> providers,
    Handler<RouteCommand> routes,
    Handler<StatusCommand> status,
    Handler<TraceCommand> traces) {

  /**
   * @param stream of the WebSocket the command came by
   */
  CompletionStage<Reply> handle(Command command, Principal who, Handler<StreamCommand> stream) {
    return switch (command) {
      case AccessCommand change -> access.handle(change, who);
      case BanCommand ban -> bans.handle(ban, who);
      case CallCommand call -> calls.handle(call, who);
      case ConfigCommand wish -> config.handle(wish, who);
      case HeaderCommand header -> headers.handle(header, who);
      case HistoryCommand past -> history.handle(past, who);
      case LegCommand leg -> legs.handle(leg, who);
      case ProviderCommand provider -> providers.handle(provider, who);
      case RouteCommand route -> routes.handle(route, who);
      case StatusCommand look -> status.handle(look, who);
      case StreamCommand change -> stream.handle(change, who);
      case TraceCommand trace -> traces.handle(trace, who);
    };
  }

  /** What a command is about, as it is now. */
  Optional<Object> subject(Command command) {
    return switch (command) {
      case AccessCommand change -> access.subject(change);
      case BanCommand ban -> bans.subject(ban);
      case CallCommand call -> calls.subject(call);
      case ConfigCommand wish -> config.subject(wish);
      case HeaderCommand header -> headers.subject(header);
      case HistoryCommand past -> history.subject(past);
      case LegCommand leg -> legs.subject(leg);
      case ProviderCommand provider -> providers.subject(provider);
      case RouteCommand route -> routes.subject(route);
      case StatusCommand look -> status.subject(look);
      case StreamCommand _ -> Optional.empty();
      case TraceCommand trace -> traces.subject(trace);
    };
  }
}
