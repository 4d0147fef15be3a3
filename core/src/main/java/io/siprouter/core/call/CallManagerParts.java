package io.siprouter.core.call;

import io.siprouter.core.event.EventBus;
import io.siprouter.core.header.RunTimeHeaders;
import io.siprouter.core.leg.MediaPlane;
import io.siprouter.core.loop.EventLoops;
import io.siprouter.core.registrar.Registrations;
import io.siprouter.core.sip.SipAgent;
import io.siprouter.core.trunk.Trunks;
import java.time.InstantSource;

/**
 * What the call manager is built from, whatever the configuration.
 *
 * @param clock says by which moment calls are routed
 */
public record CallManagerParts(
    EventLoops loops,
    EventBus events,
    SipAgent agent,
    MediaPlane plane,
    OwnAddresses own,
    Registrations registrations,
    Trunks trunks,
    RunTimeHeaders runTimeHeaders,
    InstantSource clock) {}
