package io.siprouter.media.natives;

import java.util.Optional;

/** Whether there is a libopus, and which. Any thread. */
public final class Opus {

  private Opus() {}

  public static boolean isAvailable() {
    return LibOpus.foundAt().isPresent();
  }

  /** Its version and where it was found; empty where there is none. */
  public static Optional<String> description() {
    return LibOpus.foundAt().map(path -> LibOpus.opus_get_version_string() + ", " + path);
  }

  /** How many encoders and decoders exist now. */
  public static long coders() {
    return LibOpus.CODERS.get();
  }
}
