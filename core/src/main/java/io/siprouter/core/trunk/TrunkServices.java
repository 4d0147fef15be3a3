package io.siprouter.core.trunk;

import io.siprouter.core.event.EventBus;
import io.siprouter.core.loop.EventLoops;
import io.siprouter.core.sip.SipAgent;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * What all trunks share.
 *
 * @param work runs what may wait, on {@code work-*} threads
 * @param random spreads the retries of trunks that failed together
 */
public record TrunkServices(
    SipAgent agent,
    EventBus events,
    EventLoops loops,
    Executor work,
    HostLookup lookup,
    OwnAddress ownAddress,
    RandomGenerator random) {}
