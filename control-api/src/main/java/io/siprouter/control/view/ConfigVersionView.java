package io.siprouter.control.view;

import java.time.Instant;

/**
 * A configuration that was in the file before.
 *
 * @param number higher is younger
 * @param replacedAt when another one took its place
 */
public record ConfigVersionView(int number, Instant replacedAt) {}
