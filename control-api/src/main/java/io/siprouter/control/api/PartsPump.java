package io.siprouter.control.api;

import io.siprouter.control.command.Reply.Part;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a file piece by piece: the next one is made when the one before has left, so that a slow
 * reader costs one piece of memory. On the request's context.
 */
final class PartsPump {

  private static final Logger log = LoggerFactory.getLogger(PartsPump.class);

  private final RoutingContext request;
  private final HttpServerResponse response;
  private final Context here;

  PartsPump(RoutingContext request) {
    this.request = request;
    this.response = request.response();
    this.here = request.vertx().getOrCreateContext();
  }

  /** Sends this piece, and all after it. */
  void send(Part part) {
    if (response.closed()) {
      return;
    }
    var content = Answers.buffer(part.content());
    if (part.next().isEmpty()) {
      var _ = response.end(content);
    } else {
      var _ = response.write(content).onSuccess(_ -> proceed(part.next().get()));
    }
  }

  private void proceed(Supplier<CompletionStage<Part>> next) {
    var _ =
        next.get()
            .whenComplete(
                (part, failure) ->
                    here.runOnContext(
                        _ -> {
                          if (failure == null) {
                            send(part);
                          } else {
                            breakOff(failure);
                          }
                        }));
  }

  /** The head has been sent: that the end is missing says that something is. */
  private void breakOff(Throwable failure) {
    log.warn("A file could not be sent as a whole", failure);
    var _ = request.request().connection().close();
  }
}
