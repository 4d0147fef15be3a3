package io.siprouter.control;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/**
 * Writes an event of the log as one line, and the stack of a fault below it. What strangers send
 * cannot begin a line of its own. Any thread.
 */
public final class LogLine extends LayoutBase<ILoggingEvent> {

  private static final int LEVEL_WIDTH = 5;
  private static final char DELETE = 0x7f;

  private final DateTimeFormatter time =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());
  private final ThrowableProxyConverter stack = new ThrowableProxyConverter();

  @Override
  public void start() {
    stack.setContext(getContext());
    stack.start();
    super.start();
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    var line = new StringBuilder(160);
    time.formatTo(Instant.ofEpochMilli(event.getTimeStamp()), line);
    var level = event.getLevel().toString();
    line.append(' ').append(level).repeat(' ', LEVEL_WIDTH - level.length());
    line.append(" [").append(event.getThreadName()).append("] ");
    line.append(simpleName(event.getLoggerName())).append(' ');
    appendWhere(line, event.getMDCPropertyMap());
    appendPrintable(line, event.getFormattedMessage());
    line.append(System.lineSeparator());
    return event.getThrowableProxy() == null
        ? line.toString()
        : line.append(stack.convert(event)).toString();
  }

  private static String simpleName(String logger) {
    return logger.substring(logger.lastIndexOf('.') + 1);
  }

  private static void appendWhere(StringBuilder line, Map<String, String> context) {
    var call = context.get("call");
    var leg = context.get("leg");
    if (call != null || leg != null) {
      line.append("call=").append(call == null ? "-" : call);
      line.append(" leg=").append(leg == null ? "-" : leg).append(' ');
    }
  }

  private static void appendPrintable(StringBuilder line, String message) {
    for (int i = 0; i < message.length(); i++) {
      char c = message.charAt(i);
      line.append(c < ' ' || c == DELETE ? '?' : c);
    }
  }
}
