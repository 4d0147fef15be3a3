package io.siprouter.control;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogLineTest {

  private final LoggerContext context = new LoggerContext();
  private final LogLine layout = new LogLine();

  @BeforeEach
  void start() {
    layout.setContext(context);
    layout.start();
  }

  @Test
  void lineSaysWhenWhoAndWhat() {
    assertThat(line("Call answered", Map.of(), null))
        .matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO  \\[call-1] CallJournal Call answered\\R");
  }

  @Test
  void lineNamesTheCallAndTheLegItIsAbout() {
    assertThat(line("Leg added", Map.of("call", "c7"), null)).contains(" call=c7 leg=- Leg added");
    assertThat(line("Leg added", Map.of("call", "c7", "leg", "l2"), null))
        .contains(" call=c7 leg=l2 Leg added");
  }

  @Test
  void strangerCannotBeginALineOfItsOwn() {
    assertThat(line("Call from 1\r\n00:00:00.000 WARN \u001b[2J\u007f", Map.of(), null))
        .endsWith("Call from 1??00:00:00.000 WARN ?[2J?" + System.lineSeparator())
        .hasLineCount(1);
  }

  @Test
  void stackOfAFaultFollows() {
    assertThat(line("failed", Map.of(), new IllegalStateException("why")))
        .contains("failed" + System.lineSeparator() + "java.lang.IllegalStateException: why")
        .contains("\tat " + LogLineTest.class.getName());
  }

  private String line(String message, Map<String, String> about, @Nullable Throwable fault) {
    var logger = context.getLogger("io.siprouter.core.call.CallJournal");
    var event = new LoggingEvent("", logger, Level.INFO, message, fault, null);
    event.setThreadName("call-1");
    event.setMDCPropertyMap(about);
    return layout.doLayout(event);
  }
}
