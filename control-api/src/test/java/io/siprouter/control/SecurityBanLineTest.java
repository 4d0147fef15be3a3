package io.siprouter.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.read.ListAppender;
import io.siprouter.config.ConfigException;
import io.siprouter.config.ConfigLoader;
import io.siprouter.core.event.EventBus;
import io.siprouter.core.guard.Guard;
import io.siprouter.core.loop.EventLoops;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What fail2ban reads: the line as the daemon writes it, and the filter as it is documented. */
class SecurityBanLineTest {

  private static final Path PAGE = Path.of("..", "docs", "operations.md");

  @Test
  void documentedFilterFindsTheBannedAddress() throws Exception {
    var line = banLine("192.0.2.66");

    assertThat(filter().matcher(line).results().map(found -> found.group("address")))
        .containsExactly("192.0.2.66");
    assertThat(filter().matcher("host siprouter[17]: " + line).find()).isTrue();
  }

  @Test
  void nobodyIsFoundWhoIsOnlyTalkedAbout() throws Exception {
    var line = "12:00:00.000 INFO  [call-1] CallPlanner " + banLine("192.0.2.66");

    assertThat(filter().matcher(line).find()).isFalse();
  }

  private static Pattern filter() throws IOException {
    var line =
        Files.readAllLines(PAGE).stream()
            .filter(text -> text.startsWith("failregex = "))
            .findFirst()
            .orElseThrow();
    var expression = line.substring("failregex = ".length());
    return Pattern.compile(expression.replace("<ADDR>", "(?<address>[0-9a-fA-F:.]+)"));
  }

  private static String banLine(String address) throws Exception {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    var seen = new ListAppender<ILoggingEvent>();
    seen.start();
    var logger = (Logger) LoggerFactory.getLogger(Guard.class);
    logger.addAppender(seen);
    try {
      var lane = Thread.ofPlatform().name("sip-lane-1").start(() -> ban(address));
      lane.join();
    } finally {
      logger.detachAppender(seen);
    }
    var appender =
        (OutputStreamAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender("stdout");
    return new String(appender.getEncoder().encode(seen.list.getFirst()), UTF_8).strip();
  }

  private static void ban(String address) {
    try (var bus = new EventBus(EventLoops.virtual(), InstantSource.system())) {
      var config = ConfigLoader.parse("{\"server\": {\"limits\": {\"banAfter\": 1}}}");
      new Guard(config.server(), bus, InstantSource.system())
          .wrongCredentials(InetAddress.ofLiteral(address));
    } catch (ConfigException e) {
      throw new AssertionError(e);
    }
  }
}
