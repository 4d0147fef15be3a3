package io.siprouter.control.view;

/**
 * One thing that is wrong with a configuration.
 *
 * @param path JSON path
 * @param found what is there, as the rest of a sentence; never a secret
 * @param allowed what may be there instead
 */
public record ConfigFaultView(String path, String found, String allowed) {}
