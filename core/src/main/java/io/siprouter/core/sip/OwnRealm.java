package io.siprouter.core.sip;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The one realm that a password is for, so that nobody else is given an answer to guess it from.
 * The registrar names it, or else whoever asks first where the account's requests go. Any thread.
 */
public final class OwnRealm {

  private final AtomicReference<@Nullable String> known = new AtomicReference<>();

  /** Takes the word of the registrar, which may change its mind. */
  public void learn(String realm) {
    known.set(realm);
  }

  /** Whether the realm is ours, which the first one asked about is. */
  public boolean isOurs(String realm) {
    return known.compareAndSet(null, realm) || realm.equals(known.get());
  }
}
