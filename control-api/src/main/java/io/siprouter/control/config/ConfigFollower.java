package io.siprouter.control.config;

import io.siprouter.config.AppConfig;
import io.siprouter.config.pem.PemException;
import java.util.List;

/** Whoever lives by the configuration. */
@FunctionalInterface
public interface ConfigFollower {

  /**
   * Follows another configuration.
   *
   * @return JSON paths of what waits for a restart
   * @throws PemException if a certificate cannot be used; nothing has changed then
   */
  List<String> follow(AppConfig next) throws PemException;
}
