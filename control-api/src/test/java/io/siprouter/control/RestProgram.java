package io.siprouter.control;

import io.siprouter.control.command.Json;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A program that uses a daemon's REST over the network. Any thread. */
public final class RestProgram implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /**
   * What came back.
   *
   * @param body an empty object where there was none
   */
  public record Answer(int status, String etag, JsonNode body) {}

  private final HttpClient client = HttpClient.newHttpClient();
  private final String place;
  private final String token;

  /**
   * @param server where plain HTTP is served
   */
  public RestProgram(InetSocketAddress server, String token) {
    this.place =
        "http://%s:%d/api/v1".formatted(server.getAddress().getHostAddress(), server.getPort());
    this.token = token;
  }

  public Answer get(String path) throws IOException, InterruptedException {
    return ask(request(path).GET());
  }

  public Answer post(String path, Object body) throws IOException, InterruptedException {
    return ask(request(path).POST(BodyPublishers.ofString(Json.text(body))));
  }

  public Answer delete(String path) throws IOException, InterruptedException {
    return ask(request(path).DELETE());
  }

  /** Any other method. */
  public Answer ask(String method, String path, Object body)
      throws IOException, InterruptedException {
    return ask(request(path).method(method, BodyPublishers.ofString(Json.text(body))));
  }

  /** Replaces the configuration that it has seen. */
  public Answer putConfig(ObjectNode wanted, String seen) throws IOException, InterruptedException {
    var body = BodyPublishers.ofString(wanted.toString());
    return ask(request("/config").header("If-Match", seen).PUT(body));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(place + path))
        .timeout(PATIENCE)
        .header("Content-Type", "application/json")
        .header("Authorization", "Bearer " + token);
  }

  private Answer ask(HttpRequest.Builder request) throws IOException, InterruptedException {
    var answer = client.send(request.build(), BodyHandlers.ofString());
    return new Answer(
        answer.statusCode(),
        answer.headers().firstValue("ETag").orElse(""),
        answer.body().isEmpty() ? Json.object() : Json.read(answer.body()));
  }

  @Override
  public void close() {
    client.close();
  }
}
