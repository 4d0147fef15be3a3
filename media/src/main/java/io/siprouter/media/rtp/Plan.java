package io.siprouter.media.rtp;

import org.jspecify.annotations.Nullable;

/**
 * Settings together with the coders they need, so that no other thread than the call loop has to
 * make any.
 */
record Plan(RtpSettings settings, TxFormat tx, RxFormats rx) {
  static Plan of(RtpSettings settings, @Nullable Plan former) {
    return new Plan(
        settings,
        TxFormat.of(settings.txCodec(), former == null ? null : former.tx),
        new RxFormats(settings.rxCodecs(), former == null ? null : former.rx));
  }
}
