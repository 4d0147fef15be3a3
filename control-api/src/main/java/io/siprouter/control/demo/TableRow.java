package io.siprouter.control.demo;

import io.siprouter.core.event.ServerEvent.LegQuality;
import io.siprouter.core.phone.Heard;
import io.siprouter.core.phone.PhoneState;
import io.siprouter.core.phone.PhoneState.Talking;
import java.util.List;
import java.util.Locale;

/**
 * One line of the table: how one end of the sound fares.
 *
 * @param codec empty where none is agreed
 * @param jitterMs [ms]
 * @param delayMs [ms]; NaN where not measured
 * @param hearsHz tones heard [Hz]
 */
record TableRow(
    String who,
    String state,
    String codec,
    long sent,
    long received,
    long lost,
    double jitterMs,
    double delayMs,
    List<Double> hearsHz) {

  static TableRow ofPhone(String number, PhoneState state, Heard heard) {
    return new TableRow(
        "phone " + number,
        state.getClass().getSimpleName().toLowerCase(Locale.ROOT),
        state instanceof Talking(var codec) ? codec.encodingName() : "",
        heard.packetsTx(),
        heard.packetsRx(),
        heard.lost(),
        heard.jitterMs(),
        heard.delayMs(),
        heard.tonesHz());
  }

  static TableRow ofLeg(String remote, String state) {
    return new TableRow("hub leg to " + remote, state, "", 0, 0, 0, 0, Double.NaN, List.of());
  }

  TableRow withState(String next) {
    return new TableRow(who, next, codec, sent, received, lost, jitterMs, delayMs, hearsHz);
  }

  TableRow with(LegQuality quality) {
    return new TableRow(
        who,
        state,
        quality.codec(),
        quality.packetsTx(),
        quality.packetsRx(),
        quality.lost(),
        quality.jitterMs(),
        quality.delayMs(),
        hearsHz);
  }
}
