package io.siprouter.core.trunk;

import io.siprouter.core.dns.ServerLocator;
import io.siprouter.core.event.EventBus;
import io.siprouter.core.loop.EventLoops;
import io.siprouter.core.sip.SipAgent;
import java.util.random.RandomGenerator;

/**
 * What all trunks share.
 *
 * @param random spreads the retries of trunks that failed together
 */
public record TrunkServices(
    SipAgent agent,
    EventBus events,
    EventLoops loops,
    ServerLocator locator,
    OwnAddress ownAddress,
    RandomGenerator random) {}
