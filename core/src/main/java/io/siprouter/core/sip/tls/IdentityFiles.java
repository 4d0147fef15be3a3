package io.siprouter.core.sip.tls;

import java.nio.file.Path;

/**
 * Where our own certificate is.
 *
 * @param certificate PEM, ours first, then its chain
 * @param key its PEM in PKCS#8
 */
public record IdentityFiles(Path certificate, Path key) {}
