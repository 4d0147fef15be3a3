package io.siprouter.core.peer;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * The real peers of one test class: closed after the class, the latest first; their last words are
 * printed when a test fails. Register it in a static field.
 */
public final class Peers
    implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback, TestWatcher {
  private final Deque<RealPeer> running = new ArrayDeque<>();
  private Instant testStart = Instant.EPOCH;
  private @Nullable MachineLock lock;

  public Asterisk start(AsteriskProfile profile) {
    return watch(Asterisk.start(profile));
  }

  public Baresip start(BaresipProfile profile) {
    return watch(Baresip.start(profile));
  }

  public Sipp start(SippScenario scenario) {
    return watch(Sipp.start(scenario));
  }

  public Kamailio start(KamailioProfile profile) {
    return watch(Kamailio.start(profile));
  }

  public CaptureServer start(CaptureServer.Mode mode) {
    return watch(CaptureServer.start(mode));
  }

  /** Runs a scenario to its end. */
  public SippResult run(SippScenario scenario) {
    return start(scenario).result();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    lock = MachineLock.take();
  }

  private <T extends RealPeer> T watch(T peer) {
    running.push(peer);
    return peer;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    testStart = Instant.now();
  }

  /** Of the peers that have said anything since the test began. */
  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    System.err.printf("=== %s failed: %s%n", context.getDisplayName(), cause.getMessage());
    running
        .descendingIterator()
        .forEachRemaining(peer -> System.err.println(LogTail.since(testStart, peer.logs())));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    while (!running.isEmpty()) {
      running.pop().close();
    }
    if (lock != null) {
      lock.close();
    }
  }
}
