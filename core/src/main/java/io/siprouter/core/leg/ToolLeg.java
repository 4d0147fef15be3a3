package io.siprouter.core.leg;

import io.siprouter.media.codec.Codec;
import io.siprouter.media.mix.MixerPort;
import io.siprouter.media.rtp.RtpStats;
import java.util.Optional;

/** A leg that is a part of this program: always answered, until it is released. */
public final class ToolLeg implements Leg {

  private final LegId id;
  private final LegPeer peer;
  private final MixerPort port;
  private final LegHub hub;
  private LegState state = new LegState.Answered();

  public ToolLeg(LegId id, String name, MixerPort port, LegHub hub) {
    this.id = id;
    this.peer = LegPeer.tool(name);
    this.port = port;
    this.hub = hub;
  }

  @Override
  public LegId id() {
    return id;
  }

  @Override
  public LegPeer peer() {
    return peer;
  }

  @Override
  public boolean isInbound() {
    return false;
  }

  @Override
  public LegState state() {
    return state;
  }

  @Override
  public HeldBy heldBy() {
    return HeldBy.NOBODY;
  }

  @Override
  public boolean takesHold() {
    return false;
  }

  @Override
  public void hold() {}

  @Override
  public void resume() {}

  @Override
  public MixerPort port() {
    return port;
  }

  @Override
  public Optional<Codec> codec() {
    return Optional.empty();
  }

  @Override
  public Optional<RtpStats> stats() {
    return Optional.empty();
  }

  @Override
  public void ring() {}

  @Override
  public void passEarlyMedia(Optional<Codec> preferred) {}

  @Override
  public void answer(Optional<Codec> preferred) {}

  @Override
  public void release(LegEnd end) {
    if (!state.terminated()) {
      state = new LegState.Terminated(end);
      hub.changed(this);
      hub.ended(this, end);
    }
  }

  @Override
  public void watch(MediaTimeouts timeouts) {}

  @Override
  public boolean takesDigits() {
    return false;
  }

  @Override
  public void startDigit(char digit) {}

  @Override
  public void endDigit() {}
}
