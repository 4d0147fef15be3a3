package io.siprouter.config;

/**
 * One thing that is wrong with a configuration.
 *
 * @param path where, as a JSON path: {@code $.devices[1].extension}; a line and column when the
 *     text is not JSON
 * @param found what is there, as the rest of a sentence: {@code is 70000}; never a secret
 * @param allowed what may be there instead
 */
public record Fault(String path, String found, String allowed) {
  @Override
  public String toString() {
    return path + " " + found + "; allowed: " + allowed;
  }
}
