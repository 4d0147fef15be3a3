package io.siprouter.media.rtp;

import org.jspecify.annotations.Nullable;

/**
 * Settings together with the coders they need, so that no other thread than the call loop has to
 * make any.
 */
record Plan(RtpSettings settings, TxFormat tx, RxFormats rx) implements AutoCloseable {
  static Plan of(RtpSettings settings, @Nullable Plan former) {
    return new Plan(
        settings,
        TxFormat.of(settings, former == null ? null : former.tx),
        new RxFormats(settings, former == null ? null : former.rx));
  }

  /** Ticks of the clock of what we send. */
  int ticksPerMs() {
    return settings.txCodec().rtpClockHz() / 1_000;
  }

  /** Audio in each packet we send [ms]: what the peer wishes, or the next shorter the codec can. */
  int packetMs() {
    return settings.txCodec().packetMs(settings.ptimeMs());
  }

  /** Closes the coders that the next plan does not go on with. Call loop only. */
  void makeWayFor(Plan next) {
    if (tx != next.tx) {
      tx.close();
    }
    rx.closeAllBut(next.rx);
  }

  /** Closes all coders; any thread, also while they are in use. Idempotent. */
  @Override
  public void close() {
    tx.close();
    rx.close();
  }
}
