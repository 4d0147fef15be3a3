package io.siprouter.control.config;

import io.siprouter.config.AppConfig;
import io.siprouter.config.ConfigChange;
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

  /** Takes over what has changed in the certificate files that the configuration names. */
  default void refresh() {}

  /**
   * Is told that somebody has changed the file, and that it is in force.
   *
   * @param by {@code file} or {@code sighup}
   * @param changes without secrets
   */
  default void reloaded(String by, List<ConfigChange> changes) {}
}
