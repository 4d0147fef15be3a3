package io.siprouter.core.trunk;

import static java.util.stream.Collectors.toMap;

import io.siprouter.config.Provider;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.sip.message.SipRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The trunks of all enabled providers. Any thread. */
public final class Trunks implements AutoCloseable {

  /** A little more than each trunk gives itself. */
  private static final int LEAVE_PATIENCE_S = 3;

  private final TrunkServices services;
  private final NetworkWatch network;

  /** Those of providers that are gone or have changed, until they have unregistered. */
  private final Set<Trunk> leaving = ConcurrentHashMap.newKeySet();

  private volatile List<Trunk> trunks;
  private volatile boolean closed;

  public Trunks(List<Provider> providers, TrunkServices services) {
    this.services = services;
    this.trunks = trunks(providers, List.of());
    this.network =
        new NetworkWatch(
            services.loops(),
            services.work(),
            services.network(),
            () -> trunks.forEach(Trunk::networkChanged));
  }

  /** Of each enabled provider a trunk: the one there is, if the provider has not changed. */
  private List<Trunk> trunks(List<Provider> providers, List<Trunk> existing) {
    return providers.stream()
        .filter(Provider::enabled)
        .map(
            provider ->
                existing.stream()
                    .filter(trunk -> trunk.provider().equals(provider))
                    .findFirst()
                    .orElseGet(() -> new Trunk(provider, services)))
        .toList();
  }

  /** Lets every trunk register. Returns at once. */
  public void register() {
    trunks.forEach(Trunk::register);
    network.start();
  }

  /**
   * Serves these providers from now on: those that are gone or changed are unregistered at, those
   * that are new or changed are registered at, and the others notice nothing. One thread at a time.
   * Returns at once.
   */
  public void apply(List<Provider> providers) {
    var before = trunks;
    trunks = trunks(providers, before);
    var left =
        before.stream()
            .filter(trunk -> !trunks.contains(trunk))
            .collect(toMap(trunk -> trunk.provider().id(), this::leave));
    trunks.stream()
        .filter(trunk -> !before.contains(trunk))
        .forEach(trunk -> registerAfter(left.get(trunk.provider().id()), trunk));
  }

  private CompletableFuture<Void> leave(Trunk trunk) {
    leaving.add(trunk);
    return trunk
        .unregister()
        .thenRun(
            () -> {
              leaving.remove(trunk);
              trunk.close();
            });
  }

  /** A provider that takes one registration only has to be rid of the old one first. */
  private static void registerAfter(@Nullable CompletableFuture<Void> left, Trunk trunk) {
    if (left == null) {
      trunk.register();
    } else {
      var _ = left.thenRun(trunk::register);
    }
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
    var left =
        Stream.concat(trunks.stream(), leaving.stream())
            .map(Trunk::unregister)
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(left)
        .completeOnTimeout(null, LEAVE_PATIENCE_S, TimeUnit.SECONDS)
        .join();
    trunks.forEach(Trunk::close);
  }
}
