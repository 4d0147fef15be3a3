package io.siprouter.core.trunk;

import io.siprouter.config.Provider;
import io.siprouter.core.dns.ServerLocator;
import io.siprouter.core.event.EventBus;
import io.siprouter.core.loop.EventLoops;
import io.siprouter.core.sip.Flows;
import io.siprouter.core.sip.RequestFilter;
import io.siprouter.core.sip.SipAgent;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What all trunks share.
 *
 * @param work runs what may wait, on {@code work-*} threads
 * @param network what this machine's network looks like; asked on {@code work-*}
 * @param random spreads the retries of trunks that failed together
 * @param headers what else the REGISTERs to a provider carry
 */
public record TrunkServices(
    SipAgent agent,
    EventBus events,
    EventLoops loops,
    InstantSource clock,
    Executor work,
    ServerLocator locator,
    OwnAddress ownAddress,
    Supplier<NetworkView> network,
    RandomGenerator random,
    TlsClients tls,
    Function<Provider, RequestFilter> headers,
    Flows flows) {}
