package io.siprouter.core.trace;

/** The leg that speaks in a dialog. */
public record DialogOwner(String callId, String legId) {}
