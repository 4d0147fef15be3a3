package io.siprouter.media.dsp;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Tells which of some expected tones are in a signal, how loud, and how far above everything else.
 * It judges windows of 200 ms and so separates tones 25 Hz apart. Confined to one thread.
 *
 * <p>Each window is weighed with Hann's and met by Goertzel's filter at five places 5 Hz apart
 * around each tone, which is the whole of a Hann-weighed tone. By Parseval what the five hold is
 * the tone's energy and what is left of the window's is not, even where the tone is a hertz or two
 * beside its name or its phase drifts.
 */
public final class ToneProbe {
  /** Quieter is not heard: -60 dBFS. */
  private static final double AUDIBLE_POWER = 1e-6;

  private static final int WINDOWS_PER_SECOND = 5;

  /** Goertzel filters on either side of a tone. */
  private static final int SIDES = 2;

  /** How far a tone must stand above an equal share of everything else [factor of energy]. */
  private static final double CONTRAST = 30;

  private final int sampleRateHz;
  private final double[] candidatesHz;
  private final double[] hann;
  private final double[] window;
  private int filled;

  private final double[] energies;
  private double total;
  private boolean[] standsOut;
  private boolean[] stoodOut;

  /**
   * A probe that has heard nothing.
   *
   * @param candidatesHz tones to look for, at least 25 Hz apart, from 25 Hz to 25 Hz below half of
   *     {@code sampleRateHz}
   */
  public ToneProbe(int sampleRateHz, List<Double> candidatesHz) {
    this.sampleRateHz = sampleRateHz;
    this.candidatesHz = candidatesHz.stream().mapToDouble(Double::doubleValue).toArray();
    this.window = new double[sampleRateHz / WINDOWS_PER_SECOND];
    this.hann = hann(window.length);
    this.energies = new double[this.candidatesHz.length];
    this.standsOut = new boolean[energies.length];
    this.stoodOut = new boolean[energies.length];
  }

  /** Listens to one frame; allocates nothing. */
  public void accept(float[] frame, int samples) {
    for (int i = 0; i < samples; i++) {
      window[filled] = frame[i] * hann[filled];
      filled++;
      if (filled == window.length) {
        judge();
        filled = 0;
      }
    }
  }

  /**
   * The tones that were there throughout the last two whole windows, so that the click of a tone's
   * begin or end, which holds all frequencies, counts for nothing.
   */
  public List<Double> heard() {
    return IntStream.range(0, candidatesHz.length)
        .filter(i -> standsOut[i] && stoodOut[i])
        .mapToObj(i -> candidatesHz[i])
        .toList();
  }

  /**
   * Level of one of the candidates in the last whole window [dBFS], where a sine of amplitude 1 has
   * 0 dBFS; minus infinity before there was one.
   */
  public double levelDbfs(double candidateHz) {
    return decibels(power(energies[indexOf(candidateHz)]));
  }

  /** Level of one candidate above all else in the last whole window [dB]; NaN before the first. */
  public double snrDb(double candidateHz) {
    double energy = energies[indexOf(candidateHz)];
    return decibels(energy / Math.max(total - energy, Double.MIN_NORMAL));
  }

  private void judge() {
    total = energy();
    double rest = total;
    for (int i = 0; i < energies.length; i++) {
      energies[i] = energyAround(candidatesHz[i]);
      rest -= energies[i];
    }
    double share = Math.max(0, rest) * (2 * SIDES + 1) / (window.length / 2.0);
    var previous = stoodOut;
    stoodOut = standsOut;
    standsOut = previous;
    for (int i = 0; i < energies.length; i++) {
      standsOut[i] = energies[i] > CONTRAST * share && power(energies[i]) > AUDIBLE_POWER;
    }
  }

  private double energy() {
    double sum = 0;
    for (double sample : window) {
      sum += sample * sample;
    }
    return sum;
  }

  /** Of both the positive and the negative frequency. */
  private double energyAround(double hz) {
    double energy = 0;
    for (int side = -SIDES; side <= SIDES; side++) {
      energy += goertzel(hz + side * WINDOWS_PER_SECOND);
    }
    return 2 * energy / window.length;
  }

  /** Squared magnitude of the window's Fourier transform at one frequency (Goertzel 1958). */
  private double goertzel(double hz) {
    double twiceCosine = 2 * Math.cos(2 * Math.PI * hz / sampleRateHz);
    double last = 0;
    double beforeLast = 0;
    for (double sample : window) {
      double next = sample + twiceCosine * last - beforeLast;
      beforeLast = last;
      last = next;
    }
    return last * last + beforeLast * beforeLast - twiceCosine * last * beforeLast;
  }

  /** Squared amplitude of the sine that has this energy under Hann's window, which keeps 3/8. */
  private double power(double energy) {
    return 2 * energy / (0.375 * window.length);
  }

  private int indexOf(double candidateHz) {
    for (int i = 0; i < candidatesHz.length; i++) {
      if (candidatesHz[i] == candidateHz) {
        return i;
      }
    }
    throw new IllegalArgumentException(candidateHz + " Hz is not listened for");
  }

  private static double[] hann(int length) {
    var weights = new double[length];
    Arrays.setAll(weights, i -> 0.5 - 0.5 * Math.cos(2 * Math.PI * i / length));
    return weights;
  }

  private static double decibels(double energyRatio) {
    return 10 * Math.log10(energyRatio);
  }
}
