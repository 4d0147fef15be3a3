package io.siprouter.control.stream;

import io.siprouter.control.command.Principal;
import io.vertx.core.Context;
import io.vertx.core.http.ServerWebSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All WebSockets there are. Bounded. Any thread. */
public final class Streams implements AutoCloseable {

  /** What a WebSocket of ours speaks. */
  public static final String PROTOCOL = "siprouter.v1";

  private static final int MOST = 200;

  private final StreamServices services;
  private final Set<StreamSession> open = ConcurrentHashMap.newKeySet();

  public Streams(StreamServices services) {
    this.services = services;
  }

  /** Whether one more may be opened. */
  public boolean hasRoom() {
    return open.size() < MOST;
  }

  /** Serves a WebSocket, on its context. */
  public void open(ServerWebSocket socket, Principal who, Context context) {
    var session = new StreamSession(socket, who, services, context);
    open.add(session);
    session.open(() -> open.remove(session));
  }

  /** How many there are. */
  public int size() {
    return open.size();
  }

  /** Tells all of them that the daemon ends. */
  @Override
  public void close() {
    open.forEach(StreamSession::goAway);
  }
}
