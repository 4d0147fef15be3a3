package io.siprouter.core.trunk;

import io.siprouter.config.Provider;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.sip.message.SipRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The trunks of all enabled providers. Any thread. */
public final class Trunks implements AutoCloseable {

  /** A little more than each trunk gives itself. */
  private static final int LEAVE_PATIENCE_S = 3;

  private final List<Trunk> trunks;
  private final NetworkWatch network;
  private volatile boolean closed;

  public Trunks(List<Provider> providers, TrunkServices services) {
    this.trunks =
        providers.stream()
            .filter(Provider::enabled)
            .map(provider -> new Trunk(provider, services))
            .toList();
    this.network =
        new NetworkWatch(
            services.loops(),
            services.work(),
            services.network(),
            () -> trunks.forEach(Trunk::networkChanged));
  }

  /** Lets every trunk register. Returns at once. */
  public void register() {
    trunks.forEach(Trunk::register);
    network.start();
  }

  /** A connection has ended. */
  public void onClosed(SipFlow flow) {
    trunks.forEach(trunk -> trunk.onClosed(flow));
  }

  public List<Trunk> all() {
    return trunks;
  }

  /** The trunk of a provider; empty where it is disabled or not known. */
  public Optional<Trunk> of(String providerId) {
    return trunks.stream().filter(trunk -> trunk.provider().id().equals(providerId)).findFirst();
  }

  /**
   * The trunk an inbound INVITE comes through; empty where it comes from no provider.
   *
   * <p>What counts is that it went to the contact we gave that provider alone, or else that it came
   * from the very address and port of one of the provider's servers, or from an address it calls
   * from. From counts never: anybody can write it. Of two accounts at one address, the one named by
   * the request URI is taken.
   */
  public Optional<Trunk> owning(SipFlow source, SipRequest invite) {
    return trunks.stream()
        .filter(trunk -> trunk.isContactOf(invite))
        .findFirst()
        .or(() -> across(source, invite));
  }

  private Optional<Trunk> across(SipFlow source, SipRequest invite) {
    var candidates =
        trunks.stream().filter(trunk -> trunk.isAcross(source) || trunk.isPeer(source)).toList();
    return candidates.stream()
        .filter(trunk -> trunk.isNamedBy(invite))
        .findFirst()
        .or(() -> candidates.stream().findFirst());
  }

  /** Unregisters all trunks, waiting a few seconds at most, and ends their loops. Idempotent. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    network.close();
    var left = trunks.stream().map(Trunk::unregister).toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(left)
        .completeOnTimeout(null, LEAVE_PATIENCE_S, TimeUnit.SECONDS)
        .join();
    trunks.forEach(Trunk::close);
  }
}
