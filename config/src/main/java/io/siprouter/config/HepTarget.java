package io.siprouter.config;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A capture server that is shown all SIP messages.
 *
 * @param captureId what we are called there
 */
public record HepTarget(InetAddress address, int port, int captureId, Optional<Secret> password) {}
