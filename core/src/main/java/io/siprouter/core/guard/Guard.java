package io.siprouter.core.guard;

import io.siprouter.config.Network;
import io.siprouter.config.Server;
import io.siprouter.core.event.EventBus;
import io.siprouter.core.event.ServerEvent;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says whose messages are looked at: nobody's beyond a rate, and of those who keep giving wrong
 * credentials only what concerns their calls. Any thread. Trusted networks are always heard.
 * Everything is kept in memory and ends with the process.
 */
public final class Guard {

  private static final Logger log = LoggerFactory.getLogger(Guard.class);

  /** How long a source may send at once what its rate gives it for. */
  private static final int BURST_SECONDS = 5;

  /**
   * Banned sources may call for help: a call takes two messages, and may have to be tried again.
   * What strangers can guess by this is 180 passwords an hour.
   */
  private static final Duration PER_PLEA = Duration.ofSeconds(5);

  private static final int PLEAS_AT_ONCE = 10;
  private static final int PLEAS_FOR_A_GUESS = 3;

  /**
   * What the configuration wants.
   *
   * @param perSecond what {@code rate} was made for
   * @param banAfter 0 bans nobody
   */
  private record Rules(List<Network> trusted, int perSecond, RateLimit rate, int banAfter) {

    static Rules of(Server server) {
      int perSecond = server.limits().perSourceRate();
      return of(
          server,
          new RateLimit(Duration.ofSeconds(1).dividedBy(perSecond), BURST_SECONDS * perSecond));
    }

    private static Rules of(Server server, RateLimit rate) {
      var limits = server.limits();
      return new Rules(server.trustedNetworks(), limits.perSourceRate(), rate, limits.banAfter());
    }

    /** Who has used up an unchanged rate stays without. */
    Rules next(Server server) {
      return server.limits().perSourceRate() == perSecond ? of(server, rate) : of(server);
    }
  }

  private final RateLimit pleas = new RateLimit(PER_PLEA, PLEAS_AT_ONCE);
  private final Suspects suspects = new Suspects();
  private final EventBus events;
  private final InstantSource clock;
  private final long startNanos = System.nanoTime();
  private volatile Rules rules;

  public Guard(Server server, EventBus events, InstantSource clock) {
    this.rules = Rules.of(server);
    this.events = events;
    this.clock = clock;
  }

  /** Follows these limits from now on; who is banned stays so, unless nobody is any more. */
  public void apply(Server server) {
    rules = rules.next(server);
  }

  /** Whether this sender may send one more message; counts it. */
  public boolean allows(InetAddress sender) {
    return isTrusted(sender) || rules.rate().take(Source.of(sender), uptimeNanos());
  }

  /** Whether this sender is not to be heard beyond its calls. */
  public boolean isBanned(InetAddress sender) {
    return rules.banAfter() > 0
        && !isTrusted(sender)
        && suspects.isBanned(Source.of(sender), now());
  }

  /** Whether this banned sender may call for help once more; counts it. */
  public boolean allowsPlea(InetAddress sender) {
    return pleas.take(Source.of(sender), uptimeNanos());
  }

  private long uptimeNanos() {
    return System.nanoTime() - startNanos;
  }

  private boolean isTrusted(InetAddress sender) {
    for (var network : rules.trusted()) {
      if (network.contains(sender)) {
        return true;
      }
    }
    return false;
  }

  /** Hears of wrong credentials whose sender is proven to have this address. */
  public void wrongCredentials(InetAddress sender) {
    if (isTrusted(sender)) {
      return;
    }
    if (isBanned(sender)) {
      pleas.charge(Source.of(sender), PLEAS_FOR_A_GUESS, uptimeNanos());
    }
    suspects.fail(Source.of(sender), now(), rules.banAfter()).ifPresent(ban -> tell(ban, sender));
  }

  /** The format of this line is a promise, see docs/operations.md. */
  private void tell(Ban ban, InetAddress sender) {
    log.warn(
        "security_ban address={} source={} failures={} until={}",
        sender.getHostAddress(),
        ban.source(),
        ban.failures(),
        ban.until());
    events.publish(new ServerEvent.SecurityBan(ban.source(), ban.failures(), ban.until()));
  }

  /** Who is banned at the moment. */
  public List<Ban> bans() {
    return rules.banAfter() > 0 ? suspects.bans(now()) : List.of();
  }

  /** Hears the source of this address again; whether it was banned. */
  public boolean unban(InetAddress address) {
    var source = Source.of(address);
    pleas.fill(source);
    return suspects.forgive(source, now());
  }

  private Instant now() {
    return clock.instant();
  }
}
