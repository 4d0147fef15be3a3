package io.siprouter.core.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.Hub;
import io.siprouter.core.peer.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Connections that begin a message and never end it, from as many addresses as it takes; a new one
 * for each that the engine gives up.
 */
final class HalfOpen implements AutoCloseable {
  private static final int PER_SOURCE = 40;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final byte[] HALF =
      "INVITE sip:bob@hub.example SIP/2.0\r\nVia: SIP/2.0/TCP".getBytes(StandardCharsets.US_ASCII);

  private final Hub hub;
  private final List<SocketChannel> channels = new ArrayList<>();
  private int renewed;

  HalfOpen(Hub hub, int connections) throws IOException {
    this.hub = hub;
    for (int i = 0; i < connections; i++) {
      channels.add(open(i));
    }
    awaitAll();
  }

  private SocketChannel open(int number) throws IOException {
    var channel = SocketChannel.open();
    channel.bind(new InetSocketAddress(Loopback.address(2 + number / PER_SOURCE), 0));
    channel.connect(hub.address());
    channel.write(ByteBuffer.wrap(HALF));
    channel.configureBlocking(false);
    return channel;
  }

  private void awaitAll() {
    Await.until(() -> "all half open: " + hub.engine().sipTables(), PATIENCE, this::areAllHalfOpen);
  }

  private boolean areAllHalfOpen() {
    try {
      for (int i = 0; i < channels.size(); i++) {
        if (isEnded(channels.get(i))) {
          channels.get(i).close();
          channels.set(i, open(i));
          renewed++;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return hub.engine().sipTables().connections() >= channels.size();
  }

  private static boolean isEnded(SocketChannel channel) {
    try {
      return channel.read(ByteBuffer.allocate(1)) < 0;
    } catch (IOException _) {
      return true; // reset
    }
  }

  /** Asks over UDP and TCP, four times a second; fails at the first answer that is missing. */
  void assertServes(Duration howLong) throws IOException {
    long endNanos = System.nanoTime() + howLong.toNanos();
    int checks = 0;
    try (var udp = new UdpStranger(Loopback.address(250), hub.address())) {
      while (System.nanoTime() - endNanos < 0) {
        awaitAll();
        Health.check(udp, "among half-open connections");
        try (var tcp = new TcpStranger(Loopback.address(251), hub.address())) {
          Health.check(tcp, "over a new connection among half-open ones");
        }
        checks++;
        LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
      }
    }
    System.out.printf(
        "%d half-open connections, renewed %d times: %d checks, none failed%n",
        channels.size(), renewed, 2 * checks);
    assertThat(checks).isPositive();
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
    for (var channel : channels) {
      channel.close();
    }
  }
}
