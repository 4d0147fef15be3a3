package io.siprouter.media.mix;

import io.siprouter.media.dsp.SoftLimiter;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mixes the parties of one call so that each hears all others and never itself.
 *
 * <p>One thread, the call's, adds and removes ports; the mixer thread ticks. They meet in an array
 * that is replaced, never changed, so that neither waits for the other. Cost grows with the number
 * of ports, not with its square.
 */
public final class Mixer {

  /** 20 ms at 48 kHz. */
  public static final int FRAME_SAMPLES = 960;

  private static final int INFINITY_BITS =
      Float.floatToRawIntBits(Float.POSITIVE_INFINITY); // NaN is above

  private static final Logger log = LoggerFactory.getLogger(Mixer.class);

  /** A port with its frame of this tick. */
  private static final class Slot {
    final MixerPort port;
    final float[] said = new float[FRAME_SAMPLES];
    final Fader mouth = new Fader();
    final Fader ear = new Fader();
    boolean sounding;
    boolean broken;

    Slot(MixerPort port) {
      this.port = port;
    }
  }

  private final Consumer<MixerPort> onBroken;
  private final float[] sum = new float[FRAME_SAMPLES];
  private final float[] heard = new float[FRAME_SAMPLES];
  private final AtomicReference<Slot[]> slots = new AtomicReference<>(new Slot[0]);
  private final AtomicLong failures = new AtomicLong();

  /**
   * @param onBroken told once, on the mixer thread, of a port that threw and has been removed; must
   *     post and return
   */
  public Mixer(Consumer<MixerPort> onBroken) {
    this.onBroken = onBroken;
  }

  /** Adds a port from the next tick on; a port that is in the mix already stays once. */
  public void add(MixerPort port) {
    slots.updateAndGet(current -> with(current, port));
  }

  /** Leaves a port out from the next tick on. */
  public void remove(MixerPort port) {
    slots.updateAndGet(current -> without(current, port));
  }

  /**
   * Leaves what a port says out of the mix, or lets it be heard again, from the next tick on. It
   * goes on hearing the others. Nothing happens where the port is not in the mix.
   */
  public void mute(MixerPort port, boolean muted) {
    change(port, slot -> slot.mouth.shut(muted));
  }

  /**
   * Lets a port hear silence, or the others again, from the next tick on. The others go on hearing
   * it. Nothing happens where the port is not in the mix.
   */
  public void deafen(MixerPort port, boolean deaf) {
    change(port, slot -> slot.ear.shut(deaf));
  }

  private void change(MixerPort port, Consumer<Slot> change) {
    for (var slot : slots.get()) {
      if (slot.port.equals(port)) {
        change.accept(slot);
      }
    }
  }

  /** How many ports take part. */
  public int ports() {
    return slots.get().length;
  }

  /** How many ports have been removed because they threw. */
  public long failures() {
    return failures.get();
  }

  /** Mixes one frame; on the mixer thread. Everybody is served, if only with silence. */
  public void tick() {
    var current = slots.get();
    Arrays.fill(sum, 0);
    for (var slot : current) {
      pull(slot);
    }
    if (!isSound(sum)) {
      isolate(current);
    }
    for (var slot : current) {
      push(slot);
    }
  }

  private void pull(Slot slot) {
    slot.sounding = false;
    try {
      slot.sounding = slot.port.pull(slot.said);
    } catch (RuntimeException e) {
      breakDown(slot, e);
    }
    slot.sounding = slot.mouth.pass(slot.said, slot.sounding);
    if (slot.sounding) {
      add(slot);
    }
  }

  private void add(Slot slot) {
    for (int i = 0; i < FRAME_SAMPLES; i++) {
      sum[i] += slot.said[i];
    }
  }

  /** Takes the ports out whose frames are no sound, which would silence everybody for good. */
  private void isolate(Slot[] current) {
    Arrays.fill(sum, 0);
    for (var slot : current) {
      if (slot.sounding && !isSound(slot.said)) {
        slot.sounding = false;
        breakDown(slot, new ArithmeticException("a frame that is no sound"));
      } else if (slot.sounding) {
        add(slot);
      }
    }
  }

  /** Whether every sample is a finite number; as integers the exponents are compared quickly. */
  private static boolean isSound(float[] frame) {
    int greatest = 0;
    for (int i = 0; i < FRAME_SAMPLES; i++) {
      greatest = Math.max(greatest, Float.floatToRawIntBits(frame[i]) & Integer.MAX_VALUE);
    }
    return greatest < INFINITY_BITS;
  }

  private void push(Slot slot) {
    if (slot.broken) {
      return;
    }
    if (slot.sounding) {
      for (int i = 0; i < FRAME_SAMPLES; i++) {
        heard[i] = sum[i] - slot.said[i];
      }
    } else {
      System.arraycopy(sum, 0, heard, 0, FRAME_SAMPLES);
    }
    SoftLimiter.limit(heard, FRAME_SAMPLES);
    if (!slot.ear.pass(heard, true)) {
      Arrays.fill(heard, 0);
    }
    try {
      slot.port.push(heard);
    } catch (RuntimeException e) {
      breakDown(slot, e);
    }
  }

  private void breakDown(Slot slot, RuntimeException cause) {
    log.error("A port of the mix has failed and is removed", cause);
    slot.broken = true;
    remove(slot.port);
    failures.incrementAndGet();
    onBroken.accept(slot.port);
  }

  private static Slot[] with(Slot[] current, MixerPort port) {
    if (Arrays.stream(current).anyMatch(slot -> slot.port.equals(port))) {
      return current;
    }
    var grown = Arrays.copyOf(current, current.length + 1);
    grown[current.length] = new Slot(port);
    return grown;
  }

  private static Slot[] without(Slot[] current, MixerPort port) {
    return Arrays.stream(current).filter(slot -> !slot.port.equals(port)).toArray(Slot[]::new);
  }
}
