package io.siprouter.core.sip.jain;

import gov.nist.core.StackLogger;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands what JAIN-SIP logs to SLF4J, one level lower than it thinks: its INFO is every message, its
 * errors are a peer's. Named in the stack's properties, so public with an empty constructor. Any
 * thread.
 */
public final class Slf4jStackLogger implements StackLogger {
  /** On an exception the stack dumps a whole datagram as numbers. */
  private static final int MAX_LENGTH = 500;

  private static final Logger LOG = LoggerFactory.getLogger("io.siprouter.core.sip.jain.stack");

  private static @Nullable String cut(@Nullable String message) {
    return message == null || message.length() <= MAX_LENGTH
        ? message
        : message.substring(0, MAX_LENGTH) + "...";
  }

  @Override
  public void logStackTrace() {}

  @Override
  public void logStackTrace(int traceLevel) {}

  @Override
  public int getLineCount() {
    return 0;
  }

  @Override
  public void logException(Throwable exception) {
    LOG.warn("SIP stack: {}", cut(exception.toString()), exception);
  }

  @Override
  public void logDebug(@Nullable String message) {
    LOG.trace("{}", cut(message));
  }

  @Override
  public void logDebug(@Nullable String message, Exception exception) {
    LOG.trace("{}", cut(message), exception);
  }

  @Override
  public void logTrace(@Nullable String message) {
    LOG.trace("{}", cut(message));
  }

  @Override
  public void logInfo(@Nullable String message) {
    LOG.debug("{}", cut(message));
  }

  @Override
  public void logWarning(@Nullable String message) {
    LOG.debug("{}", cut(message));
  }

  @Override
  public void logError(@Nullable String message) {
    LOG.warn("SIP stack: {}", cut(message));
  }

  @Override
  public void logError(@Nullable String message, Exception exception) {
    LOG.warn("SIP stack: {}", cut(message), exception);
  }

  @Override
  public void logFatalError(@Nullable String message) {
    LOG.error("SIP stack: {}", cut(message));
  }

  @Override
  public boolean isLoggingEnabled() {
    return true;
  }

  @Override
  public boolean isLoggingEnabled(int level) {
    return switch (level) {
      case TRACE_NONE -> false;
      case TRACE_DEBUG, TRACE_TRACE -> LOG.isTraceEnabled();
      case TRACE_INFO, TRACE_WARN -> LOG.isDebugEnabled();
      default -> true;
    };
  }

  @Override
  public void disableLogging() {}

  @Override
  public void enableLogging() {}

  @Override
  public void setBuildTimeStamp(String buildTimeStamp) {}

  @Override
  public void setStackProperties(Properties properties) {}

  @Override
  public String getLoggerName() {
    return LOG.getName();
  }
}
