package io.siprouter.control.hook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A real HTTP server that takes webhooks, or does not. */
public final class Receiver implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** What it was sent. */
  public record Request(String path, Headers headers, String body) {
    public String header(String name) {
      return String.valueOf(headers.getFirst(name));
    }
  }

  /** How it answers. */
  public interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  private volatile Answer answer = status(204);

  private Receiver(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::take);
    server.start();
  }

  public static Receiver start() throws IOException {
    return new Receiver(0);
  }

  static Receiver startAt(int port) throws IOException {
    return new Receiver(port);
  }

  public static Answer status(int status) {
    return exchange -> exchange.sendResponseHeaders(status, -1);
  }

  public void answers(Answer other) {
    answer = other;
  }

  private void take(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    requests.add(
        new Request(exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), body));
    try (exchange) {
      answer.to(exchange);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port() + "/hook");
  }

  /** The next request, waiting for it. */
  public Request next() throws InterruptedException {
    @Nullable Request next = requests.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing was sent");
    }
    return next;
  }

  public int waiting() {
    return requests.size();
  }

  /** What was sent so far is of no interest. */
  public void forget() {
    requests.clear();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
