package io.siprouter.control.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Remembers what came of commands that were sent with a key, so that sending one again does not do
 * it again. Bounded: the oldest go first. Any thread.
 */
final class Idempotency {

  static final int MOST_KEYS = 10_000;
  private static final Duration KEPT = Duration.ofHours(24);

  private record Key(String principal, String key) {}

  private record Known(String fingerprint, CompletionStage<Reply> reply, Instant until) {}

  private final InstantSource clock;
  private final Map<Key, Known> entries =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Known> eldest) {
          return size() > MOST_KEYS;
        }
      };

  Idempotency(InstantSource clock) {
    this.clock = clock;
  }

  /** Does a command, unless it was done under this key before. */
  CompletionStage<Reply> once(
      Principal who, String key, Command command, Supplier<CompletionStage<Reply>> action) {
    var name = new Key(who.name(), key);
    var fingerprint = fingerprint(command);
    var reply = new CompletableFuture<Reply>();
    var now = clock.instant();
    synchronized (entries) {
      var known = entries.get(name);
      if (known != null && known.until().isAfter(now)) {
        return known.fingerprint().equals(fingerprint) ? known.reply() : reused(key);
      }
      entries.remove(name);
      entries.put(name, new Known(fingerprint, reply, now.plus(KEPT)));
    }
    action.get().whenComplete((done, failure) -> settle(name, reply, done, failure));
    return reply;
  }

  /** As long for a large command as for a small one. */
  private static String fingerprint(Command command) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Json.text(command).getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** What may succeed another time is not remembered. */
  private void settle(Key name, CompletableFuture<Reply> reply, Reply done, Throwable failure) {
    if (failure != null || isPassing(done)) {
      synchronized (entries) {
        entries.remove(name);
      }
    }
    if (failure == null) {
      reply.complete(done);
    } else {
      reply.completeExceptionally(failure);
    }
  }

  private static boolean isPassing(Reply reply) {
    return reply instanceof Reply.Refused(var problem)
        && (problem.status() == 429 || problem.status() >= 500);
  }

  private static CompletionStage<Reply> reused(String key) {
    return CompletableFuture.completedStage(
        Reply.refused(
            Problem.unprocessable(
                "key_reused", "the key " + key + " was sent before with another command")));
  }
}
