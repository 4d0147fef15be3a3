package io.siprouter.control.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Who is logged in, by the hash of the cookie. Any thread. Bounded; only who knows a password gets
 * in here, and the session that was idle longest makes room.
 */
final class Sessions {

  static final Duration IDLE = Duration.ofHours(12);
  static final Duration LONGEST = Duration.ofDays(7);
  static final int MOST = 1_000;

  /**
   * One login.
   *
   * @param hash of the password that was given; another one ends the session
   */
  private record Session(String user, PasswordHash hash, Instant begun, Instant used) {
    boolean isOver(Instant now) {
      return !now.isBefore(begun.plus(LONGEST)) || !now.isBefore(used.plus(IDLE));
    }

    Session usedAt(Instant now) {
      return new Session(user, hash, begun, now);
    }
  }

  private final Map<String, Session> sessions = new ConcurrentHashMap<>();
  private final InstantSource clock;

  Sessions(InstantSource clock) {
    this.clock = clock;
  }

  /** Begins one; the cookie. */
  String begin(User user) {
    var now = clock.instant();
    makeRoom(now);
    var cookie = RandomSecret.next();
    sessions.put(RandomSecret.hash(cookie), new Session(user.name(), user.hash(), now, now));
    return cookie;
  }

  private void makeRoom(Instant now) {
    if (sessions.size() < MOST) {
      return;
    }
    sessions.values().removeIf(session -> session.isOver(now));
    if (sessions.size() >= MOST) {
      sessions.entrySet().stream()
          .min(Comparator.comparing(entry -> entry.getValue().used()))
          .map(Map.Entry::getKey)
          .ifPresent(sessions::remove);
    }
  }

  /**
   * Whose cookie that is.
   *
   * @param isCurrent whether a user of that name has that password still
   */
  Optional<String> use(String cookie, Predicate<Login> isCurrent) {
    var now = clock.instant();
    var session =
        sessions.computeIfPresent(
            RandomSecret.hash(cookie),
            (_, known) ->
                known.isOver(now) || !isCurrent.test(new Login(known.user(), known.hash()))
                    ? null
                    : known.usedAt(now));
    return Optional.ofNullable(session).map(Session::user);
  }

  /** A name and the hash of the password it was used with. */
  record Login(String user, PasswordHash hash) {
    boolean isOf(User known) {
      return known.hash().equals(hash);
    }
  }

  /** Ends one. */
  void end(String cookie) {
    sessions.remove(RandomSecret.hash(cookie));
  }

  int size() {
    return sessions.size();
  }
}
