package io.siprouter.core.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.Hub;
import io.siprouter.core.peer.Await;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Opens connections that begin a message and never end it, from as many addresses as it takes. */
final class HalfOpen implements AutoCloseable {
  private static final int PER_SOURCE = 40;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final byte[] HALF =
      "INVITE sip:bob@hub.example SIP/2.0\r\nVia: SIP/2.0/TCP".getBytes(StandardCharsets.US_ASCII);

  private final Hub hub;
  private final List<Socket> sockets = new ArrayList<>();

  HalfOpen(Hub hub, int connections) throws IOException {
    this.hub = hub;
    for (int i = 0; i < connections; i++) {
      var socket = new Socket();
      sockets.add(socket);
      socket.bind(new InetSocketAddress(Loopback.address(2 + i / PER_SOURCE), 0));
      socket.connect(hub.address());
      socket.getOutputStream().write(HALF);
    }
    Await.until(
        () -> "all half open: " + hub.engine().sipTables(),
        PATIENCE,
        () -> hub.engine().sipTables().connections() >= connections);
  }

  /** Asks over UDP and TCP, four times a second; fails at the first answer that is missing. */
  void assertServes(Duration howLong) throws IOException {
    long endNanos = System.nanoTime() + howLong.toNanos();
    try (var udp = new UdpStranger(Loopback.address(250), hub.address());
        var tcp = new TcpStranger(Loopback.address(251), hub.address())) {
      int checks = 0;
      while (System.nanoTime() - endNanos < 0) {
        Health.check(udp, "among half-open connections");
        Health.check(tcp, "among half-open connections");
        checks++;
        LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
      }
      assertThat(checks).isPositive();
    }
  }

  /** Waits until the engine has given them up by itself. */
  void assertGivenUp() {
    Await.until(
        () -> "none left: " + hub.engine().sipTables(),
        PATIENCE,
        () -> hub.engine().sipTables().connections() == 0);
  }

  @Override
  public void close() throws IOException {
    for (var socket : sockets) {
      socket.close();
    }
  }
}
