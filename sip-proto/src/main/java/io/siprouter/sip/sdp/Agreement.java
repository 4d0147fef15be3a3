package io.siprouter.sip.sdp;

import static java.util.stream.Collectors.toMap;

import java.util.Map;
import java.util.OptionalInt;

/** Reads what was agreed off the two audio lines, whoever offered. RFC 3264 §7. */
final class Agreement {

  private static final int MIN_PTIME_MS = 10;
  private static final int MAX_PTIME_MS = 60;

  private final MediaDescription ours;
  private final MediaDescription theirs;

  private Agreement(MediaDescription ours, MediaDescription theirs) {
    this.ours = ours;
    this.theirs = theirs;
  }

  /** Both lines share at least one codec. */
  static NegotiatedAudio of(MediaDescription ours, MediaDescription theirs, int ownPtimeMs) {
    return new Agreement(ours, theirs).read(ownPtimeMs);
  }

  private NegotiatedAudio read(int ownPtimeMs) {
    var tx = txFormat();
    var format = tx.getValue();
    return new NegotiatedAudio(
        theirs.connection().orElseThrow().address(),
        theirs.port(),
        ownSpelling(format).withFmtp(format.fmtp()),
        tx.getKey(),
        ours.audioFormats().entrySet().stream()
            .filter(e -> !e.getValue().isTelephoneEvent())
            .collect(toMap(Map.Entry::getKey, Map.Entry::getValue)),
        txTelephoneEvent(format.clockHz()),
        ours.audioFormats().entrySet().stream()
            .filter(e -> e.getValue().isTelephoneEvent())
            .collect(toMap(Map.Entry::getKey, e -> e.getValue().clockHz())),
        txPtimeMs(ownPtimeMs),
        ours.direction().and(theirs.effectiveDirection().reversed()));
  }

  private Map.Entry<Integer, AudioFormat> txFormat() {
    return theirs.audioFormats().entrySet().stream()
        .filter(e -> !e.getValue().isTelephoneEvent())
        .filter(e -> ours.payloadTypeOf(e.getValue()).isPresent())
        .findFirst()
        .orElseThrow();
  }

  private AudioFormat ownSpelling(AudioFormat format) {
    return ours.audioFormats().values().stream().filter(format::matches).findFirst().orElseThrow();
  }

  private OptionalInt txTelephoneEvent(int clockHz) {
    var event = AudioFormat.telephoneEvent(clockHz);
    return ours.payloadTypeOf(event).isPresent()
        ? theirs.payloadTypeOf(event)
        : OptionalInt.empty();
  }

  private int txPtimeMs(int ownPtimeMs) {
    int wishedMs = theirs.ptimeMs().orElse(ownPtimeMs);
    int allowedMs = Math.min(wishedMs, theirs.maxPtimeMs().orElse(MAX_PTIME_MS));
    int wholeMs = allowedMs - allowedMs % MIN_PTIME_MS;
    return Math.clamp(wholeMs, MIN_PTIME_MS, MAX_PTIME_MS);
  }
}
