package io.siprouter.config;

import java.util.Optional;

/**
 * How much of the SIP traffic is remembered, and who else is shown it.
 *
 * @param maxMessages a quarter of them for what belongs to no call; 0: none are kept
 * @param maxBytes of memory, divided likewise
 */
public record TraceSection(int maxMessages, int maxBytes, Optional<HepTarget> hep) {}
