package io.siprouter.core.sip.tls;

import io.netty.handler.ssl.SslContext;
import io.siprouter.config.pem.PemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A TLS context made of files, and made again when they have changed. Any thread may use it;
 * refreshing waits for the disk.
 */
final class ContextFiles {
  private static final Logger LOG = LoggerFactory.getLogger(ContextFiles.class);

  /** Makes a context of what the files hold now. */
  @FunctionalInterface
  interface Maker {
    SslContext make() throws PemException, SSLException;
  }

  private final List<Path> files;
  private final Maker maker;
  private volatile SslContext context;
  private volatile List<String> state;

  ContextFiles(List<Path> files, Maker maker) throws PemException {
    this.files = List.copyOf(files);
    this.maker = maker;
    this.state = stateOf(files);
    this.context = made();
  }

  /** The context for connections that begin now. */
  SslContext context() {
    return context;
  }

  /** Takes changed files over; keeps what there is where they cannot be used. */
  void refresh() {
    var now = stateOf(files);
    if (now.equals(state)) {
      return;
    }
    state = now;
    try {
      context = made();
      LOG.info("Certificates taken over: {}", files);
    } catch (PemException e) {
      LOG.warn("Changed certificates are not used: {}", e.getMessage());
    }
  }

  private SslContext made() throws PemException {
    try {
      return maker.make();
    } catch (SSLException e) {
      throw new IllegalStateException("unusable for TLS: " + files, e);
    }
  }

  /** Differs whenever a file has been written or replaced. */
  private static List<String> stateOf(List<Path> files) {
    return files.stream().map(ContextFiles::stateOf).toList();
  }

  private static String stateOf(Path file) {
    try {
      return Files.getLastModifiedTime(file) + " " + Files.size(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
