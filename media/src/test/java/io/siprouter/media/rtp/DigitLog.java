package io.siprouter.media.rtp;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what an endpoint reports. */
final class DigitLog implements RtpEndpoint.Listener {
  final List<String> events = new CopyOnWriteArrayList<>();

  @Override
  public void digitStarted(char digit) {
    events.add(digit + " down");
  }

  @Override
  public void digitEnded(char digit, int durationMs) {
    events.add(digit + " up " + durationMs + " ms");
  }

  @Override
  public void firstPacket() {
    events.add("first packet");
  }
}
