package io.siprouter.control.stream;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.siprouter.control.api.Api;
import io.siprouter.control.command.Json;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** A program at a WebSocket of a daemon. Messages are read by one thread. */
public final class TestStream implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Vertx vertx = Vertx.vertx();
  private final WebSocketClient client = vertx.createWebSocketClient();
  private final NetClient unix =
      vertx.createNetClient(); // its connections end when it is collected
  private final WebSocket socket;
  private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
  private final List<JsonNode> unwanted = new ArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private int asked;

  /** Connects over the Unix socket of a daemon. */
  public TestStream(Path state) throws Exception {
    var way =
        vertx
            .createNetServer()
            .connectHandler(near -> pass(near, state))
            .listen(0, "127.0.0.1")
            .await(5, SECONDS);
    socket = connect(way.actualPort());
    socket.closeHandler(_ -> closed.countDown());
  }

  private WebSocket connect(int port) throws Exception {
    var options =
        new WebSocketConnectOptions()
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI(Api.BASE + "/ws")
            .addSubProtocol(Streams.PROTOCOL);
    var opened = client.webSocket();
    opened.textMessageHandler(text -> received.add(Json.read(text)));
    return opened.connect(options).await(5, SECONDS);
  }

  /** Vert.x has WebSockets over TCP only. */
  private void pass(NetSocket near, Path state) {
    near.pause();
    var socket = SocketAddress.domainSocketAddress(state.resolve("control.sock").toString());
    var _ =
        unix.connect(socket)
            .onSuccess(
                far -> {
                  var _ = near.pipeTo(far);
                  var _ = far.pipeTo(near);
                })
            .onFailure(_ -> near.close());
  }

  /** The next message, whatever it is. */
  public JsonNode next() throws InterruptedException {
    return await(_ -> true);
  }

  /** The first message that is wanted; those before it stay for others to want. */
  public JsonNode await(Predicate<JsonNode> wanted) throws InterruptedException {
    var end = System.nanoTime() + PATIENCE.toNanos();
    var found = take(wanted);
    while (found.isEmpty()) {
      var message = received.poll(end - System.nanoTime(), NANOSECONDS);
      if (message == null) {
        throw new AssertionError("what was wanted is not among " + unwanted);
      }
      unwanted.add(message);
      found = take(wanted);
    }
    return found.get();
  }

  private Optional<JsonNode> take(Predicate<JsonNode> wanted) {
    var found = unwanted.stream().filter(wanted).findFirst();
    found.ifPresent(unwanted::remove);
    return found;
  }

  public JsonNode awaitEvent(String name) throws InterruptedException {
    return await(it -> it.path("event").asString("").equals(name));
  }

  /** Sends a command, and awaits its answer. */
  public JsonNode ask(String command, Map<String, ?> arguments) throws Exception {
    var id = send(command, arguments);
    return await(it -> it.path("re").asString("").equals(id));
  }

  /** Sends a command. */
  public String send(String command, Map<String, ?> arguments) throws Exception {
    var id = String.valueOf(++asked);
    say(Json.text(Map.of("id", id, "cmd", command, "args", arguments)));
    return id;
  }

  public void say(String text) throws Exception {
    socket.writeTextMessage(text).await(5, SECONDS);
  }

  /** Reads nothing more for now. */
  public void pause() {
    socket.pause();
  }

  public void resume() {
    socket.resume();
  }

  /** Whether the daemon hangs up within a time. */
  public boolean awaitClosed(Duration limit) throws InterruptedException {
    return closed.await(limit.toNanos(), NANOSECONDS);
  }

  @Override
  public void close() {
    var _ = client.close();
    var _ = vertx.close();
  }
}
