package io.siprouter.control.hook;

import io.siprouter.control.command.Json;
import io.siprouter.core.history.CallRecord;
import java.util.function.Consumer;

/** Tells the webhooks of each call that is in the history now. On the thread that writes it. */
public final class HookRecorder implements Consumer<CallRecord> {

  private static final String EVENT = "call_recorded";

  private final Webhooks hooks;
  private final String bootId;

  public HookRecorder(Webhooks hooks, String bootId) {
    this.hooks = hooks;
    this.bootId = bootId;
  }

  @Override
  public void accept(CallRecord call) {
    hooks.tell(EVENT, () -> message(call));
  }

  private HookMessage message(CallRecord call) {
    var id = bootId + "-" + EVENT + "-" + call.id();
    var body =
        Json.object()
            .put("event", EVENT)
            .put("event_id", id)
            .put("ts", call.endedAt().toString())
            .put("call_id", call.id());
    body.set("data", Json.object(call));
    return new HookMessage(id, EVENT, body.toString(), call.endedAt());
  }
}
