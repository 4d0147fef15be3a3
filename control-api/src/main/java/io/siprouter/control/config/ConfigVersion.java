package io.siprouter.control.config;

import java.time.Instant;

/**
 * A configuration that was in the file before.
 *
 * @param number higher is younger
 * @param replacedAt when another one took its place
 */
public record ConfigVersion(int number, Instant replacedAt) {}
