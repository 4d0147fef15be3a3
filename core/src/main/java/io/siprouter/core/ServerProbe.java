package io.siprouter.core;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.siprouter.config.AddressSetting;
import io.siprouter.config.AppConfig;
import io.siprouter.config.Provider;
import io.siprouter.config.Server;
import io.siprouter.core.ServerProbe.Answer.Answered;
import io.siprouter.core.ServerProbe.Answer.Silent;
import io.siprouter.core.call.OwnAddresses;
import io.siprouter.core.dns.DnsServerLocator;
import io.siprouter.core.dns.Location;
import io.siprouter.core.dns.ServerName;
import io.siprouter.core.loop.EventLoops;
import io.siprouter.core.sip.Admission;
import io.siprouter.core.sip.Destination;
import io.siprouter.core.sip.ExchangeEvent;
import io.siprouter.core.sip.OutboundRequest;
import io.siprouter.core.sip.SipBindException;
import io.siprouter.core.sip.SipStackSettings;
import io.siprouter.core.sip.StackLimits;
import io.siprouter.core.sip.stack.SipStack;
import io.siprouter.core.sip.tls.TlsPeer;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.sip.message.CSeq;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.uri.HostPort;
import io.siprouter.sip.uri.NameAddr;
import io.siprouter.sip.uri.SipUri;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds SIP servers and asks them by OPTIONS whether they are there, with sockets of its own on
 * free ports, so that no engine has to run. One thread, which waits. RFC 3261 §11.
 */
public final class ServerProbe implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration SEARCH_PATIENCE = Duration.ofSeconds(15);

  /** What came of a question. */
  public sealed interface Answer {

    /**
     * The server is there, whatever it says.
     *
     * @param seenAs the address the server sees us at, where it tells
     */
    record Answered(int status, String reason, Duration roundTrip, Optional<String> seenAs)
        implements Answer {}

    /**
     * There was no answer.
     *
     * @param why for people
     */
    record Silent(String why) implements Answer {}
  }

  private final WorkPool work = new WorkPool();
  private final Certificates certificates;
  private final DnsServerLocator locator;
  private final SipStack stack;
  private final OwnAddresses own;

  private ServerProbe(AppConfig config) {
    var server = config.server();
    var lan = lanAddress(server);
    certificates = new Certificates(config, EventLoops.virtual(), work, InstantSource.system());
    locator =
        new DnsServerLocator(
            server.dns().servers().stream()
                .map(each -> new InetSocketAddress(each.address(), each.port()))
                .toList(),
            work,
            () -> ThreadLocalRandom.current().nextLong());
    var bound = lan.orElseGet(() -> new InetSocketAddress(0).getAddress());
    stack = new SipStack(new SipStackSettings(bound, 0, 0, StackLimits.defaults()), locator);
    own = new OwnAddresses(lan, transport -> stack.local(transport).getPort());
  }

  /**
   * Takes free ports at the address that the engine of this configuration would use.
   *
   * @throws SipBindException if this machine has no such address
   */
  public static ServerProbe open(AppConfig config) throws SipBindException {
    var probe = new ServerProbe(config);
    try {
      probe.stack.start((_, _) -> Admission.answer(403, List.of()), _ -> {});
      probe.warmUp();
      return probe;
    } catch (SipBindException e) {
      probe.close();
      throw e;
    }
  }

  /** The first question takes long, because our own classes are loaded for it: asks ourselves. */
  private void warmUp() {
    var here = own.towards(InetAddress.getLoopbackAddress());
    var _ = ask(new InetSocketAddress(here, stack.local(SipTransport.UDP).getPort()));
  }

  private static Optional<InetAddress> lanAddress(Server server) {
    return switch (server.lanAddress()) {
      case AddressSetting.Auto _ -> Optional.empty();
      case AddressSetting.Fixed(var address) -> Optional.of(address);
    };
  }

  /** Looks up the servers of a provider, or of its outbound proxy. */
  public Location locate(Provider provider) {
    var found = new CompletableFuture<Location>();
    locator.locate(name(provider), found::complete);
    return found
        .completeOnTimeout(
            new Location.NotFound("the name servers do not answer"),
            SEARCH_PATIENCE.toMillis(),
            MILLISECONDS)
        .join();
  }

  /** Asks one server of a provider. */
  public Answer ask(Provider provider, Destination server) {
    var domain = SipUri.of(hostPort(provider.domain()));
    return server.transport() == SipTransport.TLS
        ? ask(domain, server.withTls(new TlsPeer(host(provider), certificates.of(provider))))
        : ask(domain, server);
  }

  /** Asks whoever listens there over UDP. */
  public Answer ask(InetSocketAddress server) {
    var host = HostPort.of(OwnAddresses.host(server.getAddress()), server.getPort());
    return ask(SipUri.of(host), new Destination(SipTransport.UDP, server));
  }

  private Answer ask(SipUri whom, Destination server) {
    var here = SipUri.of(own.towards(server));
    var options =
        SipRequest.builder("OPTIONS", whom)
            .from(NameAddr.of(here.withoutPort()))
            .to(NameAddr.of(whom))
            .callId(UUID.randomUUID().toString())
            .cSeq(new CSeq(1, "OPTIONS"))
            .build();
    var answer = new CompletableFuture<Answer>();
    long beginNanos = System.nanoTime();
    stack
        .agent()
        .send(
            new OutboundRequest(options, here, server.withPatience(PATIENCE), null),
            event -> answer.complete(read(event, beginNanos)));
    return answer
        .completeOnTimeout(new Silent("no answer"), 2 * PATIENCE.toMillis(), MILLISECONDS)
        .join();
  }

  private static Answer read(ExchangeEvent event, long beginNanos) {
    return switch (event) {
      case ExchangeEvent.Failed(_, var detail) -> new Silent(detail);
      case ExchangeEvent.Final(var response, _) ->
          new Answered(
              response.status(),
              response.reason(),
              Duration.ofNanos(System.nanoTime() - beginNanos),
              response.topVia().received());
    };
  }

  private static ServerName name(Provider provider) {
    var next = provider.outboundProxy().orElse(provider.domain());
    return new ServerName(
        hostPort(next),
        switch (provider.transport()) {
          case AUTO -> null;
          case UDP -> SipTransport.UDP;
          case TCP -> SipTransport.TCP;
          case TLS -> SipTransport.TLS;
        });
  }

  private static String host(Provider provider) {
    return provider.outboundProxy().orElse(provider.domain()).host();
  }

  private static HostPort hostPort(io.siprouter.config.HostPort configured) {
    return new HostPort(configured.host(), configured.port());
  }

  @Override
  public void close() {
    stack.close();
    certificates.close();
    work.close();
  }
}
