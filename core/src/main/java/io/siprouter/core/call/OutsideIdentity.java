package io.siprouter.core.call;

/**
 * Whom a provider is told to show.
 *
 * @param number as the provider writes it
 * @param withheld whether nobody is to see it
 */
public record OutsideIdentity(String number, boolean withheld) {}
