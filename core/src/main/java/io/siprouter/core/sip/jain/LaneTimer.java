package io.siprouter.core.sip.jain;

import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.stack.SIPStackTimerTask;
import gov.nist.javax.sip.stack.timers.SipTimer;
import io.siprouter.core.sip.transport.Lane;
import io.siprouter.core.sip.transport.Lanes;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * JAIN-SIP's timer, which fires on the lane of the task's Call-ID: a transaction is never touched
 * by two threads. Named in the stack's properties, so public with an empty constructor; {@link
 * #attach} follows before anything is scheduled.
 */
public final class LaneTimer implements SipTimer {
  private static final long JAIN_T1_MS = 500;

  private volatile @Nullable Lanes lanes;
  private volatile boolean started;

  void attach(Lanes theLanes) {
    lanes = theLanes;
  }

  @Override
  public boolean schedule(SIPStackTimerTask task, long delayMs) {
    task.setSipTimerTask(laneOf(task).schedule(scaled(delayMs), task::runTask));
    return true;
  }

  @Override
  public boolean scheduleWithFixedDelay(SIPStackTimerTask task, long delayMs, long periodMs) {
    task.setSipTimerTask(laneOf(task).every(scaled(periodMs), task::runTask));
    return true;
  }

  /** JAIN-SIP counts in its own T1. */
  private Duration scaled(long delayMs) {
    return lanes().t1().multipliedBy(delayMs).dividedBy(JAIN_T1_MS);
  }

  private Lanes lanes() {
    return Objects.requireNonNull(lanes, "not attached");
  }

  private Lane laneOf(SIPStackTimerTask task) {
    return lanes().of(Objects.requireNonNullElse(task.getThreadHash(), "").toString());
  }

  @Override
  public boolean cancel(SIPStackTimerTask task) {
    if (!(task.getSipTimerTask() instanceof Future<?> armed)) {
      return false;
    }
    task.cleanUpBeforeCancel();
    return armed.cancel(false);
  }

  @Override
  public void start(SipStackImpl stack, Properties properties) {
    started = true;
  }

  @Override
  public void stop() {
    started = false;
  }

  @Override
  public boolean isStarted() {
    return started;
  }
}
