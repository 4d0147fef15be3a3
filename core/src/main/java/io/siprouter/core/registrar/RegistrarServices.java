package io.siprouter.core.registrar;

import io.siprouter.core.event.EventBus;
import io.siprouter.core.loop.EventLoops;
import io.siprouter.core.sip.transport.SipFlow;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/**
 * What the registrar works with.
 *
 * @param store outlives the process
 * @param work runs what may wait
 * @param probe asks phones behind NAT whether they are there
 * @param isOurs whether a device of this id is configured at this moment
 * @param isLive whether a message along this flow would go over a live socket
 */
public record RegistrarServices(
    EventBus events,
    EventLoops loops,
    InstantSource clock,
    RegistrationStore store,
    Executor work,
    ContactProbe probe,
    Predicate<String> isOurs,
    Predicate<SipFlow> isLive) {}
