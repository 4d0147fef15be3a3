package io.siprouter.core.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.Hub;
import io.siprouter.core.peer.Await;
import io.siprouter.sip.message.Mutations;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends spoilt messages from many addresses, and asks again and again whether the engine serves.
 */
final class Flood {
  private static final int SOURCES = 200;
  private static final int BURST = 40;
  private static final int TCP_SHARE = 20;
  private static final Duration SLOWEST = Duration.ofMillis(250);
  private static final long GROWTH_BYTES = 64L << 20;

  private final Hub hub;
  private final Mutations mutations;

  Flood(Hub hub, long seed) {
    this.hub = hub;
    this.mutations = Mutations.ofMessages(seed);
  }

  /** Fails if the engine stops serving, serves slowly, or keeps what it was sent. */
  void send(int messages) throws IOException {
    long before = usedBytes();
    List<DatagramChannel> sources = sources();
    try (var asking = new UdpStranger(Loopback.address(250), hub.address())) {
      var delay = new RunDelay();
      for (int sent = 0; sent < messages; sent += BURST) {
        burst(sources, sent);
        checkHealth(asking, delay, sent);
      }
    } finally {
      for (var source : sources) {
        source.close();
      }
    }
    assertThat(hub.engine().calls().size()).isZero();
    assertNothingIsKept(before);
  }

  /** One collection may leave what came while it ran. */
  private void assertNothingIsKept(long before) {
    Await.until(
        () -> (usedBytes() - before) + " more bytes used, " + hub.engine().sipTables(),
        Duration.ofSeconds(10),
        () -> usedBytes() - before < GROWTH_BYTES);
  }

  private void burst(List<DatagramChannel> sources, int sent) throws IOException {
    for (int i = sent; i < sent + BURST; i++) {
      byte[] message = mutations.next();
      if (i % TCP_SHARE == 0) {
        overTcp(message, i);
      } else {
        sources.get(i % SOURCES).send(ByteBuffer.wrap(message), hub.address());
      }
    }
  }

  private void overTcp(byte[] message, int number) throws IOException {
    try (var socket = new Socket()) {
      socket.bind(new InetSocketAddress(Loopback.address(2 + number % SOURCES), 0));
      socket.connect(hub.address());
      socket.getOutputStream().write(message);
    }
  }

  /** What the machine adds by keeping threads from running is not the engine's fault. */
  private static void checkHealth(Stranger asking, RunDelay delay, int sent) throws IOException {
    var delayedBefore = delay.total();
    long begin = System.nanoTime();
    Health.check(asking, "after " + sent + " spoilt messages");
    var took = Duration.ofNanos(System.nanoTime() - begin);
    assertThat(took).isLessThan(SLOWEST.plus(delay.total().minus(delayedBefore)));
  }

  private static List<DatagramChannel> sources() throws IOException {
    List<DatagramChannel> sources = new ArrayList<>();
    for (int i = 0; i < SOURCES; i++) {
      sources.add(
          DatagramChannel.open().bind(new InetSocketAddress(Loopback.address(2 + i), 5060)));
    }
    return sources;
  }

  private static long usedBytes() {
    var memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }
}
