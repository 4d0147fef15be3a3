package io.siprouter.control.http;

import java.io.IOException;

/** A port of HTTP that cannot be taken. */
public final class HttpBindException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * @param setting of the configuration that changes it
   */
  HttpBindException(String protocol, String host, int port, String setting, Throwable cause) {
    super(
        "%s port %d at %s cannot be taken (%s). End the program that uses it, or change %s."
            .formatted(protocol, port, host, cause.getMessage(), setting),
        cause);
  }
}
