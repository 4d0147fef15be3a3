package io.siprouter.core.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The control connection of one baresip: JSON in netstrings (ctrl_tcp). A virtual thread reads
 * until the connection ends; everything else belongs to the test's thread.
 */
final class BaresipControl implements AutoCloseable {
  private static final Duration RESPONSE_LIMIT = Duration.ofSeconds(5);

  private final JsonMapper json = new JsonMapper();
  private final BlockingQueue<JsonNode> responses = new LinkedBlockingQueue<>();
  private final BlockingQueue<BaresipEvent> arrived = new LinkedBlockingQueue<>();
  private final List<BaresipEvent> unclaimed = new ArrayList<>();
  private final Socket socket;

  private BaresipControl(Socket socket) {
    this.socket = socket;
    Thread.ofVirtual().name("baresip-control").start(this::read);
  }

  /** Empty while nobody listens there yet. */
  static Optional<BaresipControl> connect(InetSocketAddress address) {
    try {
      return Optional.of(new BaresipControl(new Socket(address.getAddress(), address.getPort())));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /** Runs a console command and returns its output. Baresip has done it when this returns. */
  String run(String command, String parameters) {
    byte[] message =
        json.writeValueAsBytes(Map.of("command", command, "params", parameters, "token", "test"));
    try {
      socket.getOutputStream().write((message.length + ":").getBytes(UTF_8));
      socket.getOutputStream().write(message);
      socket.getOutputStream().write(',');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var response = next(responses, RESPONSE_LIMIT);
    if (response.isEmpty() || !response.get().path("ok").asBoolean()) {
      throw new AssertionError("baresip: '%s %s' got %s".formatted(command, parameters, response));
    }
    return response.get().path("data").asString();
  }

  /** The first event of one of these types that nobody has claimed yet. */
  BaresipEvent await(Duration limit, String... types) {
    long deadlineNanos = System.nanoTime() + limit.toNanos();
    while (true) {
      var claimed = claim(List.of(types));
      if (claimed.isPresent()) {
        return claimed.get();
      }
      var left = Duration.ofNanos(deadlineNanos - System.nanoTime());
      var event = next(arrived, left);
      if (event.isEmpty()) {
        throw new AssertionError(
            "No %s within %d ms, but %s"
                .formatted(String.join(" or ", types), limit.toMillis(), unclaimed));
      }
      unclaimed.add(event.get());
    }
  }

  /** Claims every event so far. */
  void forget() {
    arrived.clear();
    unclaimed.clear();
  }

  private Optional<BaresipEvent> claim(List<String> types) {
    var found = unclaimed.stream().filter(event -> types.contains(event.type())).findFirst();
    found.ifPresent(unclaimed::remove);
    return found;
  }

  private static <T> Optional<T> next(BlockingQueue<T> queue, Duration limit) {
    try {
      return Optional.ofNullable(queue.poll(limit.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private void read() {
    try (var in = new BufferedInputStream(socket.getInputStream())) {
      for (int length = readLength(in); length >= 0; length = readLength(in)) {
        accept(json.readTree(in.readNBytes(length)));
        in.skipNBytes(1);
      }
    } catch (IOException _) {
      responses.clear();
    }
  }

  /** The number before the colon, or -1 at the end of the connection. */
  private static int readLength(InputStream in) throws IOException {
    int length = 0;
    for (int c = in.read(); c != ':'; c = in.read()) {
      if (c < 0) {
        return -1;
      }
      length = 10 * length + Character.digit(c, 10);
    }
    return length;
  }

  private void accept(JsonNode message) {
    if (message.path("response").asBoolean()) {
      responses.add(message);
    } else {
      arrived.add(
          new BaresipEvent(
              message.path("type").asString(),
              message.path("accountaor").asString(),
              message.path("peeruri").asString(),
              message.path("param").asString()));
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
