package io.siprouter.core.leg;

import io.siprouter.media.rtp.RtpEndpoint;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Carries what a leg's RTP brings, on {@code rtp-io}, to the call's loop. */
final class LegEvents implements RtpEndpoint.Listener {

  private record Attachment(Leg leg, LegHub hub) {}

  private final LegLoop loop;
  private @Nullable Attachment attachment;

  LegEvents(LegLoop loop) {
    this.loop = loop;
  }

  LegLoop loop() {
    return loop;
  }

  /** Names whose RTP it is; before anything is agreed none can come. */
  void attach(Leg leg, LegHub hub) {
    attachment = new Attachment(leg, hub);
  }

  @Override
  public void digitStarted(char digit) {
    tell((leg, hub) -> hub.digitStarted(leg, digit));
  }

  @Override
  public void digitEnded(char digit, int durationMs) {
    tell((leg, hub) -> hub.digitEnded(leg, digit, durationMs));
  }

  @Override
  public void firstPacket() {
    tell((leg, hub) -> hub.heard(leg));
  }

  private void tell(BiConsumer<Leg, LegHub> event) {
    loop.execute(
        () -> {
          if (attachment != null) {
            event.accept(attachment.leg(), attachment.hub());
          }
        });
  }
}
