package io.siprouter.media.mix;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.media.codec.Codec;
import io.siprouter.media.jitter.JitterSettings;
import io.siprouter.media.rtp.RtpEndpoint;
import io.siprouter.media.rtp.RtpIo;
import io.siprouter.media.rtp.RtpPortPool;
import io.siprouter.media.rtp.RtpSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A call whose parties reach the mixer by RTP over loopback, ticked by the test's thread. */
final class RtpCall implements AutoCloseable {

  /** All parties agree on one codec each. */
  private static final int PAYLOAD_TYPE = 96;

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final RtpIo io = RtpIo.start(1);
  private final RtpPortPool ports = new RtpPortPool(42_000, 42_099);
  private final Mixer mixer = new Mixer(_ -> {});
  private final List<RtpParty> parties = new ArrayList<>();

  /** Lets a party join that speaks its own tone in a codec of its own. */
  RtpParty joins(double hz, Codec codec) {
    var phone = open();
    var leg = open();
    phone.apply(settings(leg, codec));
    leg.apply(settings(phone, codec));
    await(() -> phone.stats().remote().isPresent() && leg.stats().remote().isPresent());
    var party = new RtpParty(hz, phone, leg);
    parties.add(party);
    mixer.add(leg);
    return party;
  }

  /** Takes a party out of the mix and hangs up. */
  void leaves(RtpParty party) {
    mixer.remove(party.leg());
    parties.remove(party);
    party.close();
  }

  Mixer mixer() {
    return mixer;
  }

  /** Each party speaks, the call is mixed, each party listens. */
  void ticks(int count) {
    for (int i = 0; i < count; i++) {
      speak();
      mixer.tick();
      listen();
    }
  }

  /** Sends what the parties say, and returns when all of it has come. */
  void speak() {
    parties.forEach(RtpParty::speak);
    parties.forEach(party -> await(party::isHeardByItsLeg));
  }

  /** Plays what has been mixed, once all of it has come. */
  void listen() {
    parties.forEach(party -> await(party::hasHeardItsLeg));
    parties.forEach(RtpParty::listen);
  }

  @Override
  public void close() {
    parties.forEach(RtpParty::close);
    await(() -> ports.inUse() == 0);
    io.close();
  }

  private RtpEndpoint open() {
    return RtpEndpoint.open(
            io,
            ports,
            new JitterSettings(20, 200),
            InetAddress.getLoopbackAddress(),
            new RtpParty.Inattentive())
        .orElseThrow();
  }

  private static RtpSettings settings(RtpEndpoint remote, Codec codec) {
    return new RtpSettings(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), remote.localPort()),
        codec,
        PAYLOAD_TYPE,
        Map.of(PAYLOAD_TYPE, codec),
        OptionalInt.empty(),
        Map.of(),
        20,
        true,
        true);
  }

  private static void await(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - start).as("waited [ns]").isLessThan(PATIENCE_NANOS);
      LockSupport.parkNanos(20_000);
    }
  }
}
