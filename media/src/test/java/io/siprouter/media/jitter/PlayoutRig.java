package io.siprouter.media.jitter;

import io.siprouter.media.codec.AudioDecoder;
import io.siprouter.media.codec.AudioEncoder;
import io.siprouter.media.codec.Codec;
import io.siprouter.media.dsp.Resampler;
import io.siprouter.media.dsp.Tone;
import io.siprouter.media.dsp.ToneProbe;
import java.util.Arrays;
import java.util.List;

/** A sender of a PCMU tone, a lossy link and a playout, on a clock of the test's own. */
final class PlayoutRig {
  static final double TONE_HZ = 450;

  private static final int CLOCK_HZ = 8_000;
  private static final int TICKS_PER_MS = 8;
  private static final int SAMPLES_PER_MS = 48;
  private static final long NANOS_PER_MS = 1_000_000;

  private final int ptimeMs;
  private final LossyLink<MediaPacket> link;
  private final Playout playout;
  private final Tone tone = new Tone(TONE_HZ, CLOCK_HZ, 0.5f);
  private final ToneProbe probe = new ToneProbe(48_000, List.of(TONE_HZ));
  private final AudioEncoder encoder = Codec.PCMU.newEncoder();
  private final AudioDecoder decoder = Codec.PCMU.newDecoder();
  private final Resampler resampler = Resampler.of(CLOCK_HZ, 48_000);
  private final float[] samples = new float[1_280];
  private final float[] frame = new float[Playout.FRAME_SAMPLES];
  private final MediaPacket packet = new MediaPacket();
  private int ssrc = 1;
  private int sequence = 65_500;
  private int timestamp = -1_000;
  private boolean mute;
  private long nowMs;
  private int silentFrames;

  PlayoutRig(JitterSettings settings, int ptimeMs, LossyLink.Conditions conditions) {
    this.ptimeMs = ptimeMs;
    this.link = new LossyLink<>(conditions, 4_711);
    this.playout = new Playout(settings);
  }

  PlayoutRig run(int ms) {
    for (long end = nowMs + ms; nowMs < end; nowMs++) {
      if (nowMs % ptimeMs == 0) {
        send();
      }
      if (nowMs % 20 == 5) {
        pull();
      }
    }
    return this;
  }

  private void send() {
    tone.fill(samples, ptimeMs * TICKS_PER_MS);
    var payload = new byte[ptimeMs * TICKS_PER_MS];
    encoder.encode(samples, payload.length, payload, 0);
    if (!mute) {
      var sent = new MediaPacket();
      sent.place(ssrc, sequence & 0xffff, timestamp, false, nanos());
      sent.fill(0, ptimeMs * SAMPLES_PER_MS, payload, 0, payload.length);
      link.send(sent, nanos());
      sequence++;
    }
    timestamp += ptimeMs * SAMPLES_PER_MS;
  }

  private void pull() {
    for (var arrival = link.nextArrival(nanos());
        arrival.isPresent();
        arrival = link.nextArrival(nanos())) {
      var sent = link.receive();
      packet.copyFrom(sent);
      packet.place(sent.ssrc(), sent.sequence(), sent.timestamp(), false, arrival.get());
      playout.offer(packet, nanos());
    }
    if (!playout.pull(frame, this::decode)) {
      silentFrames++;
      Arrays.fill(frame, 0);
    }
    probe.accept(frame, frame.length);
  }

  private int decode(MediaPacket due, float[] out) {
    int count = decoder.decode(due.payload(), 0, due.length(), samples);
    return resampler.process(samples, count, out);
  }

  private long nanos() {
    return nowMs * NANOS_PER_MS;
  }

  void change(LossyLink.Conditions conditions) {
    link.change(conditions);
  }

  void mute(boolean muted) {
    mute = muted;
  }

  void changeSource() {
    ssrc++;
    sequence = 12;
    timestamp = 77_777_777;
  }

  void jump(int samples) {
    timestamp += samples;
  }

  Playout playout() {
    return playout;
  }

  ToneProbe probe() {
    return probe;
  }

  double snrDb() {
    return probe.snrDb(TONE_HZ);
  }

  int lost() {
    return link.lost();
  }

  int silentFrames() {
    return silentFrames;
  }
}
