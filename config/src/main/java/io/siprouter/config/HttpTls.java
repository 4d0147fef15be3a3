package io.siprouter.config;

import java.nio.file.Path;

/** A certificate for the pages, instead of one that is made here. Files are absolute. */
public record HttpTls(Path cert, Path key) {}
