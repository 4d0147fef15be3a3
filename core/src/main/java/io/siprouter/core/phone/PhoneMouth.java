package io.siprouter.core.phone;

import io.siprouter.media.codec.AudioEncoder;
import io.siprouter.media.codec.Codec;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a phone's tone as RTP at absolute times, each packet at the moment its first sample sounds.
 * Runs on a thread of its own until it is interrupted. RFC 3550, RFC 3551.
 */
final class PhoneMouth implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(PhoneMouth.class);
  private static final long HOPELESS_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final int MAX_SAMPLES = 1600; // 100 ms, the longest ptime, at 16 kHz
  private static final int MS_PER_SECOND = 1000;

  private final DatagramSocket socket;
  private final Supplier<PhoneFlow> flow;
  private final double toneHz;
  private final float[] frame = new float[MAX_SAMPLES];
  private final byte[] packet = new byte[RtpHeader.LENGTH + MAX_SAMPLES];
  private final int ssrc = ThreadLocalRandom.current().nextInt();
  private int sequence = ThreadLocalRandom.current().nextInt(1 << 15);
  private long timestamp = ThreadLocalRandom.current().nextInt();
  private Voice voice;
  private volatile long sent;

  /** The state of one codec in use. */
  private record Voice(Codec codec, AudioEncoder encoder, PausedTone tone) {
    static Voice of(Codec codec, double toneHz) {
      return new Voice(codec, codec.newEncoder(), new PausedTone(toneHz, codec.sampleRateHz()));
    }
  }

  /**
   * A mouth still shut.
   *
   * @param flow what is agreed at the moment
   */
  PhoneMouth(DatagramSocket socket, Supplier<PhoneFlow> flow, double toneHz) {
    this.socket = socket;
    this.flow = flow;
    this.toneHz = toneHz;
    this.voice = Voice.of(flow.get().txCodec(), toneHz);
  }

  /** How many packets were sent. Any thread. */
  long sent() {
    return sent;
  }

  @Override
  public void run() {
    long dueNanos = System.nanoTime();
    while (parkedUntil(dueNanos)) {
      var agreed = flow.get();
      sound(agreed, dueNanos);
      dueNanos += TimeUnit.MILLISECONDS.toNanos(agreed.ptimeMs());
      if (System.nanoTime() - dueNanos > HOPELESS_NANOS) {
        dueNanos = System.nanoTime();
      }
    }
  }

  /** False if the thread was interrupted. */
  private static boolean parkedUntil(long dueNanos) {
    long leftNanos = dueNanos - System.nanoTime();
    while (leftNanos > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(leftNanos);
      leftNanos = dueNanos - System.nanoTime();
    }
    return !Thread.currentThread().isInterrupted();
  }

  private void sound(PhoneFlow agreed, long startNanos) {
    if (agreed.txCodec() != voice.codec()) {
      voice = Voice.of(agreed.txCodec(), toneHz);
    }
    int samples = voice.codec().sampleRateHz() / MS_PER_SECOND * agreed.ptimeMs();
    voice.tone().fill(frame, samples, startNanos);
    if (agreed.sends()) {
      int length = voice.encoder().encode(frame, samples, packet, RtpHeader.LENGTH);
      RtpHeader.write(packet, sent == 0, agreed.txPayloadType(), sequence, timestamp, ssrc);
      send(new DatagramPacket(packet, RtpHeader.LENGTH + length, agreed.remote()));
      sequence++;
    }
    timestamp += (long) voice.codec().rtpClockHz() / MS_PER_SECOND * agreed.ptimeMs();
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // only this thread writes it
  private void send(DatagramPacket datagram) {
    try {
      socket.send(datagram);
      sent++;
    } catch (IOException e) {
      log.debug("RTP was not sent", e);
    }
  }
}
