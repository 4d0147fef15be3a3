package io.siprouter.core.phone;

import io.siprouter.media.codec.AudioDecoder;
import io.siprouter.media.codec.Codec;
import io.siprouter.media.dsp.ToneProbe;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives a phone's RTP, plays it in the order in which it comes, and listens for tones and keys.
 * Runs on a thread of its own until its socket is closed. Packets of strangers, and those that come
 * late, are not played.
 */
final class PhoneEar implements Runnable {

  /** A whole number of looks at the tones, which change every 200 ms. */
  private static final int PACKETS_PER_REPORT = 10;

  private static final Logger log = LoggerFactory.getLogger(PhoneEar.class);
  private static final int MAX_PACKET = 1500;

  private final DatagramSocket socket;
  private final Supplier<PhoneFlow> flow;
  private final List<Double> candidatesHz;
  private final Runnable onReport;
  private final RtpReception reception = new RtpReception();
  private final PhoneKeys keys = new PhoneKeys();
  private final float[] frame = new float[2 * MAX_PACKET]; // G.722 has two samples in a byte
  private @Nullable Player player;
  private volatile Heard heard = Heard.NOTHING;

  /** The state of one codec in use. */
  private record Player(Codec codec, AudioDecoder decoder, ToneProbe probe, PauseFinder pauses) {
    static Player of(Codec codec, List<Double> candidatesHz) {
      int rateHz = codec.sampleRateHz();
      return new Player(
          codec, codec.newDecoder(), new ToneProbe(rateHz, candidatesHz), new PauseFinder(rateHz));
    }
  }

  /**
   * An ear that has heard nothing.
   *
   * @param flow what is agreed at the moment
   * @param onReport called every ten packets, on this ear's thread
   */
  PhoneEar(
      DatagramSocket socket,
      Supplier<PhoneFlow> flow,
      List<Double> candidatesHz,
      Runnable onReport) {
    this.socket = socket;
    this.flow = flow;
    this.candidatesHz = candidatesHz;
    this.onReport = onReport;
  }

  /** What was heard so far; without what was sent. Any thread. */
  Heard heard() {
    return heard;
  }

  @Override
  public void run() {
    var packet = new DatagramPacket(new byte[MAX_PACKET], MAX_PACKET);
    while (!socket.isClosed()) {
      try {
        socket.receive(packet);
        receive(packet, System.nanoTime());
      } catch (IOException e) {
        log.debug("No RTP was received", e);
      }
    }
  }

  private void receive(DatagramPacket packet, long arrivalNanos) {
    var agreed = flow.get();
    if (!agreed.comesFrom((InetSocketAddress) packet.getSocketAddress())) {
      return;
    }
    var header = RtpHeader.parse(packet.getData(), packet.getLength()).orElse(null);
    if (header == null) {
      return;
    }
    var codec = agreed.rxCodecs().get(header.payloadType());
    if (codec != null) {
      listen(codec, header, packet.getData(), arrivalNanos);
    } else if (agreed.rxEvents().contains(header.payloadType())) {
      feel(header, packet.getData());
    }
  }

  /** Keys come instead of sound, so what was heard of that stays. */
  private void feel(RtpHeader header, byte[] packet) {
    reception.accept(header);
    keys.accept(header, packet);
    var before = heard;
    report(before.delayMs(), before.tonesHz());
  }

  private void listen(Codec codec, RtpHeader header, byte[] packet, long arrivalNanos) {
    var playing = playerOf(codec);
    if (reception.accept(header, codec, arrivalNanos)) {
      int samples =
          playing.decoder().decode(packet, header.payloadOffset(), header.payloadLength(), frame);
      playing.probe().accept(frame, samples);
      playing.pauses().accept(frame, samples, arrivalNanos);
    }
    report(playing.pauses().delayMs(), playing.probe().heard());
  }

  private void report(double delayMs, List<Double> tonesHz) {
    heard =
        new Heard(
            0,
            reception.received(),
            reception.lost(),
            reception.jitterMs(),
            delayMs,
            tonesHz,
            keys.pressed());
    if (reception.received() % PACKETS_PER_REPORT == 0) {
      onReport.run();
    }
  }

  private Player playerOf(Codec codec) {
    var playing = player;
    if (playing == null || playing.codec() != codec) {
      playing = Player.of(codec, candidatesHz);
      player = playing;
    }
    return playing;
  }
}
