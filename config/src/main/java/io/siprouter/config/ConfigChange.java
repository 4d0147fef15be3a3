package io.siprouter.config;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One place where two configurations differ.
 *
 * @param path JSON path (RFC 9535), in which elements are named by their id: {@code
 *     $.devices[?@.id=='desk'].extension}
 * @param before null where there was nothing; secrets are masked
 * @param after null where there is nothing any more; secrets are masked
 */
public record ConfigChange(String path, @Nullable JsonNode before, @Nullable JsonNode after) {}
