package io.siprouter.core.sip.stack;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets its eldest entry for one too many. */
final class Eldest<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1L;

  private final int limit;

  Eldest(int limit) {
    this.limit = limit;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > limit;
  }
}
