package io.siprouter.control.page;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.siprouter.control.command.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** Steers a Chromium by its DevTools protocol. One thread asks. */
final class DevTools implements AutoCloseable {

  private static final int PATIENCE_S = 30;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
  private final WebSocket socket;
  private int lastId;

  DevTools(URI address) {
    socket = client.newWebSocketBuilder().buildAsync(address, new Listener()).join();
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        var message = Json.read(text.toString());
        text.setLength(0);
        var waiting = asked.remove(message.path("id").asInt(-1));
        if (waiting != null) {
          waiting.complete(message);
        }
      }
      from.request(1);
      return CompletableFuture.completedStage(null);
    }
  }

  /**
   * Has something done.
   *
   * @param session of a page; empty for the browser itself
   */
  JsonNode ask(String session, String method, Map<String, ?> parameters) throws Exception {
    int id = ++lastId;
    var answer = new CompletableFuture<JsonNode>();
    asked.put(id, answer);
    var text = Json.object().put("id", id).put("method", method);
    text.set("params", Json.tree(parameters));
    if (!session.isEmpty()) {
      text.put("sessionId", session);
    }
    socket.sendText(text.toString(), true).get(PATIENCE_S, SECONDS);
    var given = answer.get(PATIENCE_S, SECONDS);
    if (given.has("error")) {
      throw new AssertionError(method + ": " + given.get("error"));
    }
    return given.path("result");
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
