package io.siprouter.core.guard;

import io.siprouter.config.AppConfig;
import io.siprouter.config.Network;
import io.siprouter.core.event.EventBus;
import io.siprouter.core.event.ServerEvent;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says whose messages are looked at: nobody's beyond a rate, and nobody's who keeps giving wrong
 * credentials. Any thread. Trusted networks are always heard. Everything is kept in memory and ends
 * with the process.
 */
public final class Guard {

  private static final Logger log = LoggerFactory.getLogger(Guard.class);

  /** How long a source may send at once what its rate gives it for. */
  private static final int BURST_SECONDS = 5;

  private final List<Network> trusted;
  private final RateLimit rate;
  private final Suspects suspects;
  private final EventBus events;
  private final InstantSource clock;
  private final long startNanos = System.nanoTime();

  public Guard(AppConfig.Server server, EventBus events, InstantSource clock) {
    var perSecond = server.limits().perSourceRate();
    this.trusted = server.trustedNetworks();
    this.rate = new RateLimit(perSecond, BURST_SECONDS * perSecond);
    this.suspects = new Suspects(server.limits().banAfter());
    this.events = events;
    this.clock = clock;
  }

  /** Whether a message of this sender is looked at; counts it. */
  public boolean hears(InetAddress sender) {
    if (isTrusted(sender)) {
      return true;
    }
    var source = Source.of(sender);
    return !isBanned(source) && rate.take(source, System.nanoTime() - startNanos);
  }

  private boolean isBanned(Source source) {
    return suspects.isBanned(source, now());
  }

  private boolean isTrusted(InetAddress sender) {
    for (var network : trusted) {
      if (network.contains(sender)) {
        return true;
      }
    }
    return false;
  }

  /** Hears of wrong credentials whose sender is proven to have this address. */
  public void wrongCredentials(InetAddress sender) {
    if (!isTrusted(sender)) {
      suspects.fail(Source.of(sender), now()).ifPresent(ban -> tell(ban, sender));
    }
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
    return suspects.bans(now());
  }

  /** Hears the source of this address again; whether it was banned. */
  public boolean unban(InetAddress address) {
    return suspects.forgive(Source.of(address), now());
  }

  private Instant now() {
    return clock.instant();
  }
}
