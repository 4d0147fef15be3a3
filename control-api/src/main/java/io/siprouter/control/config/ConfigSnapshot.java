package io.siprouter.control.config;

import io.siprouter.config.ConfigText;

/**
 * The configuration in force.
 *
 * @param etag differs whenever the text does, and tells nobody anything about it
 */
public record ConfigSnapshot(ConfigText text, String etag) {}
