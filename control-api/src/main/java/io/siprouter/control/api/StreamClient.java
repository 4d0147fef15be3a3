package io.siprouter.control.api;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.siprouter.control.command.Json;
import io.siprouter.control.stream.Streams;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;

/**
 * Hears all that the running daemon tells, over a WebSocket on its Unix socket, which Vert.x has no
 * client for. One thread asks and takes; Netty's reads ahead only as far as is taken.
 */
public final class StreamClient implements AutoCloseable {

  private static final int PATIENCE_S = 5;
  private static final int MAX_HEAD_BYTES = 8 << 10;
  private static final int MAX_MESSAGE_BYTES = 64 << 20; // the status of a very large system

  private final MultiThreadIoEventLoopGroup threads =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
  private final Queue<JsonNode> early = new ArrayDeque<>();
  private final Channel channel;
  private boolean over;
  private int asked;

  private sealed interface Heard {}

  private record Text(String text) implements Heard {}

  private record End() implements Heard {}

  /**
   * Connects.
   *
   * @param state the folder of the daemon
   */
  public StreamClient(Path state) throws IOException, InterruptedException {
    try {
      channel = connect(state);
    } catch (IOException | InterruptedException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private Channel connect(Path state) throws IOException, InterruptedException {
    var socket = ControlSocket.file(state);
    if (Files.notExists(socket)) {
      throw new NoDaemonException(state);
    }
    var greeted = new CompletableFuture<Void>();
    var connecting =
        new Bootstrap()
            .group(threads)
            .channel(NioDomainSocketChannel.class)
            .handler(pipeline(greeted))
            .connect(UnixDomainSocketAddress.of(socket))
            .await();
    if (!connecting.isSuccess()) { // the socket of a daemon that was killed
      throw new NoDaemonException(state);
    }
    awaitGreeting(greeted, state);
    return connecting.channel();
  }

  private static void awaitGreeting(CompletableFuture<Void> greeted, Path state)
      throws IOException, InterruptedException {
    try {
      greeted.get(PATIENCE_S, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException("the daemon of " + state + " takes nobody else", e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("the daemon of " + state + " does not answer", e);
    }
  }

  private ChannelInitializer<Channel> pipeline(CompletableFuture<Void> greeted) {
    var protocol =
        WebSocketClientProtocolConfig.newBuilder()
            .webSocketUri("ws://localhost" + Api.BASE + "/ws")
            .subprotocol(Streams.PROTOCOL)
            .maxFramePayloadLength(MAX_MESSAGE_BYTES)
            .build();
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel made) {
        made.pipeline()
            .addLast(new HttpClientCodec())
            .addLast(new HttpObjectAggregator(MAX_HEAD_BYTES))
            .addLast(new WebSocketClientProtocolHandler(protocol))
            .addLast(new WebSocketFrameAggregator(MAX_MESSAGE_BYTES))
            .addLast(new Ear(greeted));
      }
    };
  }

  /** Hands messages over; stops reading while some are not taken. On Netty's thread. */
  private final class Ear extends SimpleChannelInboundHandler<TextWebSocketFrame> {

    private final CompletableFuture<Void> greeted;

    Ear(CompletableFuture<Void> greeted) {
      this.greeted = greeted;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event == WebSocketClientProtocolHandler.ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
        greeted.complete(null);
      }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
      heard.add(new Text(frame.text()));
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      context.channel().config().setAutoRead(heard.isEmpty());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      greeted.completeExceptionally(new IOException("the connection was closed"));
      heard.add(new End());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      greeted.completeExceptionally(cause);
      var _ = context.close();
    }
  }

  /**
   * Asks for a command; what else is told until it is answered is kept for {@link #next}.
   *
   * @return its result
   */
  public JsonNode ask(String command, Map<String, ?> arguments)
      throws IOException, InterruptedException {
    var id = String.valueOf(++asked);
    var text = Json.text(Map.of("id", id, "cmd", command, "args", arguments));
    var _ = channel.writeAndFlush(new TextWebSocketFrame(text));
    for (var next = take(); next.isPresent(); next = take()) {
      if (next.get().path("re").asString("").equals(id)) {
        return result(next.get());
      }
      early.add(next.get());
    }
    throw new IOException("the daemon has gone");
  }

  private static JsonNode result(JsonNode answer) throws IOException {
    if (!answer.path("ok").asBoolean()) {
      throw new IOException(answer.path("error").path("detail").asString());
    }
    return answer.path("result");
  }

  /** The next that is told, waiting for it; empty once the daemon has gone. */
  public Optional<JsonNode> next() throws InterruptedException {
    var kept = early.poll();
    return kept == null ? take() : Optional.of(kept);
  }

  private Optional<JsonNode> take() throws InterruptedException {
    if (over) {
      return Optional.empty();
    }
    if (heard.isEmpty()) { // on its thread, lest it stops reading after that
      channel.eventLoop().execute(() -> channel.config().setAutoRead(true));
    }
    return switch (heard.take()) {
      case Text(var text) -> Optional.of(Json.read(text));
      case End() -> {
        over = true;
        yield Optional.empty();
      }
    };
  }

  @Override
  public void close() {
    var _ = threads.shutdownGracefully(0, PATIENCE_S, TimeUnit.SECONDS);
  }
}
