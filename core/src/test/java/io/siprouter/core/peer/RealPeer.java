package io.siprouter.core.peer;

import java.nio.file.Path;
import java.util.List;

/** A real SIP program that runs for a test. Closing it twice is harmless. */
public interface RealPeer extends AutoCloseable {
  String name();

  /** The files that tell what it did, the most telling last. */
  List<Path> logs();

  @Override
  void close();
}
