package io.siprouter.control.view;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One place where two configurations differ.
 *
 * @param path JSON path (RFC 9535), in which elements are named by their id
 * @param before left out where there was nothing; secrets are masked
 * @param after left out where there is nothing any more; secrets are masked
 */
public record ConfigChangeView(String path, Optional<JsonNode> before, Optional<JsonNode> after) {}
