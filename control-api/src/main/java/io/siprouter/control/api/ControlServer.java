package io.siprouter.control.api;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.siprouter.control.stream.Streams;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the control interface on a Unix socket in the state folder, whose owner needs no other
 * proof. Made and closed by one thread; requests are served on Vert.x's.
 */
public final class ControlServer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ControlServer.class);
  private static final int PATIENCE_S = 5;
  private static final int MAX_HEADER_BYTES = 8 << 10;

  private final Vertx vertx;

  private ControlServer(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * Serves from now on.
   *
   * @param state held by this process, and for its owner only
   * @param further mounts what else there is
   */
  public static ControlServer start(Path state, ApiParts parts, Consumer<Router> further)
      throws IOException {
    var file = ControlSocket.file(state);
    Files.deleteIfExists(file); // of a process that was killed
    var vertx = ControlSocket.vertx();
    var router = ApiRouter.local(vertx, parts);
    further.accept(router);
    try {
      vertx
          .createHttpServer(options())
          .requestHandler(router)
          .listen(ControlSocket.address(state))
          .await(PATIENCE_S, SECONDS);
    } catch (TimeoutException e) {
      throw new IOException(file + " could not be opened in time", e);
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return new ControlServer(vertx);
  }

  /** What is true of HTTP whichever way it comes. */
  public static HttpServerOptions options() {
    return new HttpServerOptions()
        .setMaxHeaderSize(MAX_HEADER_BYTES)
        .setMaxWebSocketFrameSize(ApiRouter.MAX_BODY_BYTES)
        .setMaxWebSocketMessageSize(ApiRouter.MAX_BODY_BYTES)
        .setWebSocketSubProtocols(List.of(Streams.PROTOCOL));
  }

  /** Closes the socket and removes it. Idempotent. */
  @Override
  public void close() {
    try {
      vertx.close().await(PATIENCE_S, SECONDS);
    } catch (TimeoutException e) {
      log.warn("the control interface did not close in time", e);
    }
  }
}
