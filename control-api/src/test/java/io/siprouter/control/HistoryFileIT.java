package io.siprouter.control;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.config.ConfigLoader;
import io.siprouter.core.event.EventBus;
import io.siprouter.core.event.ServerEvent.CallCreated;
import io.siprouter.core.event.ServerEvent.CallEnded;
import io.siprouter.core.history.History;
import io.siprouter.core.loop.EventLoops;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files of a history that is far larger than what a daemon may hold in memory for it. */
class HistoryFileIT {

  private static final int CALLS = 60_000;
  private static final long MOST_HELD_BYTES = 12 << 20; // the smallest file has some 40 MB
  private static final String REASON = "for reasons that fill a file ".repeat(20);
  private static final Pattern LINE = Pattern.compile("(x-\\d+),internal,.*");

  @TempDir private Path state;

  @Test
  @Timeout(120)
  void slowReaderGetsAllOfAFileThatIsNeverInMemory() throws Exception {
    assertDownload(state, CALLS);
  }

  static void assertDownload(Path state, int calls) throws Exception {
    fill(state, calls);
    try (var daemon = RunningDaemon.start(state);
        var socket =
            SocketChannel.open(UnixDomainSocketAddress.of(state.resolve("control.sock")))) {
      assertThat(daemon.engine().config().devices()).isNotEmpty();
      long before = held();
      var request =
          "GET /api/v1/history?format=csv HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.write(ByteBuffer.wrap(request.getBytes(US_ASCII)));
      var lines =
          new BufferedReader(new InputStreamReader(Channels.newInputStream(socket), US_ASCII));

      assertThat(lines.readLine()).isEqualTo("HTTP/1.1 200 OK");
      assertThat(mostHeld() - before).isLessThan(MOST_HELD_BYTES);

      assertThat(ids(lines)).hasSize(calls);
    }
  }

  private static Set<String> ids(BufferedReader lines) {
    var ids = new HashSet<String>();
    lines
        .lines()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .forEach(line -> assertThat(ids.add(line.group(1))).as(line.group(1)).isTrue());
    return ids;
  }

  /** The most of several looks, between which a file would grow. */
  private static long mostHeld() {
    return LongStream.generate(HistoryFileIT::held).limit(5).max().orElseThrow();
  }

  private static long held() {
    var memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }

  /** One call as the daemon records it, and as many like it as are wanted. */
  private static void fill(Path state, int calls) throws Exception {
    var clock = InstantSource.system();
    try (var events = new EventBus(EventLoops.virtual(), clock);
        var history = History.start(state, ConfigLoader.parse("{}").history(), clock, events)) {
      var recorded = new CountDownLatch(1);
      history.onRecorded(_ -> recorded.countDown());
      events.publish(
          new CallCreated(
              "x-0",
              "internal",
              "device",
              "desk",
              "101",
              "Desk",
              "102",
              "102",
              Optional.empty(),
              REASON));
      events.publish(new CallEnded("x-0", "caller_hangup", 200, 1));
      assertThat(recorded.await(10, TimeUnit.SECONDS)).isTrue();
    }
    try (var file = DriverManager.getConnection("jdbc:sqlite:" + state.resolve("history.db"));
        var statement = file.createStatement()) {
      statement.execute(
          """
          WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
          INSERT INTO calls (id, direction, source_kind, source_id, caller, caller_name, dialled, number, reason,
            emergency, created_ms, ended_ms, duration_sec, cause, sip_status)
          SELECT 'x-' || i, direction, source_kind, source_id, caller, caller_name, dialled, number, reason,
            emergency, created_ms - i, ended_ms, duration_sec, cause, sip_status
          FROM calls, n
          """
              .formatted(calls - 1));
    }
  }
}
