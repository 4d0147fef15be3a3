package io.siprouter.core.auth;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongFunction;

/**
 * The nonces of the last challenges, so that a request that comes again is answered with the same
 * one. Any thread, without locks. Of a fixed size: what no longer fits is forgotten, and its
 * repetition gets another nonce, as good as the first.
 */
final class RecentNonces {

  private static final int SLOTS = 1 << 14;

  /** As long as a request may be repeated: 64*T1, RFC 3261 §17.1.2.2. */
  private static final long MEMORY_MS = 32_000;

  private record Issued(long request, Nonce nonce) {}

  private final AtomicReferenceArray<Issued> slots = new AtomicReferenceArray<>(SLOTS);

  /**
   * The nonce of a request, a new one if there is none.
   *
   * @param request what a repetition has in common with it, and with nothing else, hashed
   */
  Nonce of(long request, long nowMs, LongFunction<Nonce> issuedAtMs) {
    int slot = (int) request & SLOTS - 1;
    var known = slots.get(slot);
    if (known != null && known.request() == request && isRecent(known.nonce(), nowMs)) {
      return known.nonce();
    }
    var nonce = issuedAtMs.apply(nowMs);
    slots.set(slot, new Issued(request, nonce));
    return nonce;
  }

  private static boolean isRecent(Nonce nonce, long nowMs) {
    long ageMs = nowMs - nonce.issuedAtMs();
    return ageMs >= 0 && ageMs < MEMORY_MS;
  }
}
