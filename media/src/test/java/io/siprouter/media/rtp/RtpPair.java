package io.siprouter.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.media.codec.Codec;
import io.siprouter.media.dsp.Tone;
import io.siprouter.media.dsp.ToneProbe;
import io.siprouter.media.jitter.JitterSettings;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Two endpoints that send each other their tones over loopback, ticked by the test's thread. */
final class RtpPair implements AutoCloseable {
  static final double TONE_A_HZ = 450;
  static final double TONE_B_HZ = 1_000;

  static final int TELEPHONE_EVENTS = 101;

  private static final int SAMPLE_RATE_HZ = 48_000;
  private static final int FRAME = 960;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final RtpIo io = RtpIo.start(1);
  private final RtpPortPool ports = new RtpPortPool(41_000, 41_099);
  private final DigitLog reportedByA = new DigitLog();
  private final DigitLog reportedByB = new DigitLog();
  private final RtpEndpoint a = open(reportedByA);
  private final RtpEndpoint b = open(reportedByB);
  private final Tone toneA = new Tone(TONE_A_HZ, SAMPLE_RATE_HZ, 0.5f);
  private final Tone toneB = new Tone(TONE_B_HZ, SAMPLE_RATE_HZ, 0.5f);
  private final ToneProbe heardByA = probe();
  private final ToneProbe heardByB = probe();
  private final float[] frame = new float[FRAME];

  void connect(Codec codec, int ptimeMs) {
    a.apply(settings(b.localPort(), codec, ptimeMs));
    b.apply(settings(a.localPort(), codec, ptimeMs));
  }

  static RtpSettings settings(int remotePort, Codec codec, int ptimeMs) {
    return settings(remotePort, codec, ptimeMs, true);
  }

  static RtpSettings held(int remotePort) {
    return settings(remotePort, Codec.PCMU, 20, false);
  }

  private static RtpSettings settings(int remotePort, Codec codec, int ptimeMs, boolean active) {
    return new RtpSettings(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), remotePort),
        codec,
        payloadType(codec),
        Map.of(0, Codec.PCMU, 8, Codec.PCMA, 9, Codec.G722, 111, Codec.OPUS),
        OptionalInt.of(TELEPHONE_EVENTS),
        Map.of(TELEPHONE_EVENTS, 8_000),
        ptimeMs,
        active,
        active);
  }

  private static int payloadType(Codec codec) {
    return switch (codec) {
      case PCMU -> 0;
      case PCMA -> 8;
      case G722 -> 9;
      case OPUS -> 111;
    };
  }

  /** Ticks both; before each tick all that was sent has arrived. */
  void talk(int ticks) {
    for (int i = 0; i < ticks; i++) {
      tick();
    }
    awaitArrival();
  }

  void tick() {
    awaitArrival();
    hear(a, heardByA);
    hear(b, heardByB);
    toneA.fill(frame, FRAME);
    a.push(frame);
    toneB.fill(frame, FRAME);
    b.push(frame);
  }

  private void hear(RtpEndpoint endpoint, ToneProbe probe) {
    if (!endpoint.pull(frame)) {
      Arrays.fill(frame, 0);
    }
    probe.accept(frame, FRAME);
  }

  void awaitArrival() {
    await(() -> a.isDrained() && b.isDrained());
    await(() -> a.stats().packetsTx() == b.stats().packetsRx());
    await(() -> b.stats().packetsTx() == a.stats().packetsRx());
  }

  void spinUntilDrained() {
    while (!a.isDrained() || !b.isDrained()) {
      Thread.onSpinWait();
    }
  }

  static void sendTo(RtpEndpoint endpoint, byte[] datagram) throws IOException {
    try (var socket = new DatagramSocket()) {
      send(socket, endpoint.localPort(), datagram);
    }
  }

  static void send(DatagramSocket socket, int port, byte[] datagram) throws IOException {
    var to = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    socket.send(new DatagramPacket(datagram, datagram.length, to));
  }

  static void await(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - start).as("waited [ns]").isLessThan(PATIENCE_NANOS);
      LockSupport.parkNanos(20_000);
    }
  }

  RtpEndpoint a() {
    return a;
  }

  RtpEndpoint b() {
    return b;
  }

  RtpPortPool ports() {
    return ports;
  }

  List<String> reportedByA() {
    return reportedByA.events;
  }

  List<String> reportedByB() {
    return reportedByB.events;
  }

  ToneProbe heardByA() {
    return heardByA;
  }

  ToneProbe heardByB() {
    return heardByB;
  }

  @Override
  public void close() {
    a.close();
    b.close();
    io.close();
  }

  private RtpEndpoint open(RtpEndpoint.Listener listener) {
    return RtpEndpoint.open(
            io, ports, new JitterSettings(20, 200), InetAddress.getLoopbackAddress(), listener)
        .orElseThrow();
  }

  private static ToneProbe probe() {
    return new ToneProbe(SAMPLE_RATE_HZ, List.of(TONE_A_HZ, TONE_B_HZ));
  }
}
