package io.siprouter.core.leg;

import java.net.InetAddress;

/**
 * Between whom the sound of a leg goes.
 *
 * @param peer where the party's signalling is; behind a NAT its RTP comes from there too
 * @param local the address to receive on
 * @param advertised the address the party is to send to, as a URI writes it
 */
public record MediaPlace(InetAddress peer, InetAddress local, String advertised) {}
