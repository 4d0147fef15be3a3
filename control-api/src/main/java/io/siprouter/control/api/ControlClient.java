package io.siprouter.control.api;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.siprouter.control.command.Json;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;

/** Asks the running daemon. One thread. */
public final class ControlClient implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int LOWEST_ERROR = 400;

  private final Path state;
  private final Duration patience;
  private final Vertx vertx = ControlSocket.vertx();
  private final HttpClient client = vertx.createHttpClient();

  /**
   * @param state the folder of the daemon
   */
  public ControlClient(Path state) throws IOException {
    this(state, PATIENCE);
  }

  /**
   * @param patience how long an answer may take
   */
  public ControlClient(Path state, Duration patience) throws IOException {
    this.state = state;
    this.patience = patience;
    if (Files.notExists(ControlSocket.file(state))) {
      throw new NoDaemonException(state);
    }
  }

  /** Whether a daemon of that folder runs, or did when it was killed. */
  public static boolean isThere(Path state) {
    return Files.exists(ControlSocket.file(state));
  }

  /** Reads what is at a path. */
  public JsonNode get(String path) throws IOException {
    return Json.read(ask(HttpMethod.GET, path, "").toString());
  }

  /** Reads what is at a path, whatever it is. */
  public byte[] download(String path) throws IOException {
    return ask(HttpMethod.GET, path, "").getBytes();
  }

  /** Asks for something to be done or made; empty where there is nothing to say about it. */
  public Optional<JsonNode> post(String path, Object body) throws IOException {
    return Optional.of(ask(HttpMethod.POST, path, Json.text(body)).toString())
        .filter(text -> !text.isEmpty())
        .map(Json::read);
  }

  /** Removes what is at a path. */
  public void delete(String path) throws IOException {
    var _ = ask(HttpMethod.DELETE, path, "");
  }

  private Buffer ask(HttpMethod method, String path, String body) throws IOException {
    var request =
        new RequestOptions()
            .setServer(ControlSocket.address(state))
            .setHost("localhost")
            .setMethod(method)
            .setURI(path)
            .putHeader("Content-Type", "application/json");
    try {
      var answer =
          client
              .request(request)
              .compose(asked -> asked.send(body).compose(ControlClient::read)) // before it arrives
              .await(patience.toMillis(), MILLISECONDS);
      if (answer.status() >= LOWEST_ERROR) {
        throw new IOException(Json.read(answer.body().toString()).path("detail").asString());
      }
      return answer.body();
    } catch (ConnectException _) { // the socket of a daemon that was killed
      throw new NoDaemonException(state);
    } catch (TimeoutException e) {
      throw new IOException("the daemon of " + state + " does not answer", e);
    }
  }

  private record Answer(int status, Buffer body) {}

  private static Future<Answer> read(HttpClientResponse response) {
    return response.body().map(body -> new Answer(response.statusCode(), body));
  }

  @Override
  public void close() {
    var _ = client.close();
    var _ = vertx.close();
  }
}
