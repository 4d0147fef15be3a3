package io.siprouter.control.api;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.SocketAddress;
import java.nio.file.Path;

/** Where the daemon of a state folder is asked: a socket in it, which only its owner can open. */
final class ControlSocket {

  private ControlSocket() {}

  static Path file(Path state) {
    return state.resolve("control.sock");
  }

  static SocketAddress address(Path state) {
    return SocketAddress.domainSocketAddress(file(state).toString());
  }

  /** Vert.x as small as it gets: what is asked for here is answered at once. */
  static Vertx vertx() {
    return Vertx.vertx(
        new VertxOptions()
            .setPreferNativeTransport(false)
            .setEventLoopPoolSize(1)
            .setWorkerPoolSize(1)
            .setInternalBlockingPoolSize(1));
  }
}
