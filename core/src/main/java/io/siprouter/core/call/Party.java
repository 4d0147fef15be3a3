package io.siprouter.core.call;

/**
 * Who calls, as the called party is to see it.
 *
 * @param number an extension or a telephone number; empty when withheld
 * @param displayName may be empty
 */
public record Party(String number, String displayName) {}
