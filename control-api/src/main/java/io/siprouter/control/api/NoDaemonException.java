package io.siprouter.control.api;

import java.io.IOException;
import java.nio.file.Path;

/** Nobody is there to be asked. */
public final class NoDaemonException extends IOException {
  private static final long serialVersionUID = 1;

  NoDaemonException(Path state) {
    super("no siprouter runs with the state folder " + state);
  }
}
