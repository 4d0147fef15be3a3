package io.siprouter.core.leg;

import io.siprouter.media.rtp.RtpEndpoint;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Carries the keys of a leg's party from its RTP, on {@code rtp-io}, to the call's loop. */
final class LegDigits implements RtpEndpoint.Listener {

  private record Attachment(Leg leg, LegHub hub) {}

  private final Executor loop;
  private @Nullable Attachment attachment;

  LegDigits(Executor loop) {
    this.loop = loop;
  }

  /** Names whose keys these are; before anything is agreed none can come. */
  void attach(Leg leg, LegHub hub) {
    attachment = new Attachment(leg, hub);
  }

  @Override
  public void digitStarted(char digit) {
    loop.execute(
        () -> {
          if (attachment != null) {
            attachment.hub().digitStarted(attachment.leg(), digit);
          }
        });
  }

  @Override
  public void digitEnded(char digit, int durationMs) {
    loop.execute(
        () -> {
          if (attachment != null) {
            attachment.hub().digitEnded(attachment.leg(), digit, durationMs);
          }
        });
  }

  @Override
  public void firstPacket() {}
}
