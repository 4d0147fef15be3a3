package io.siprouter.control.config;

import io.siprouter.config.AppConfig;
import io.siprouter.config.ConfigChange;
import java.util.List;

/**
 * What a configuration would change.
 *
 * @param restart JSON paths of what would wait for a restart
 */
public record ConfigPreview(
    AppConfig before, AppConfig after, List<ConfigChange> changes, List<String> restart) {}
