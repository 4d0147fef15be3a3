package io.siprouter.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.control.CallWatch;
import io.siprouter.control.RunningDaemon;
import io.siprouter.control.command.Scope;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand connections that never get on with it, for a minute. */
class LongHalfOpenIT {

  private static final int CONNECTIONS = 1_000;
  private static final int SECONDS = 60;

  @TempDir private Path state;

  @Test
  void nobodyNoticesThem() throws Exception {
    List<Socket> halfOpen = new ArrayList<>();
    try (var daemon = RunningDaemon.start(state);
        var call = CallWatch.begin(daemon)) {
      var request =
          "GET /api/v1/status HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
              + daemon.token("reader", Scope.READ)
              + "\r\nConnection: close\r\n\r\n";
      for (int i = 0; i < CONNECTIONS; i++) {
        halfOpen.add(HalfOpen.connect(daemon.https(), "127.0.0.5"));
      }
      for (int i = 0; i < SECONDS; i++) {
        assertThat(RawHttp.send(daemon.http(), request).status()).isEqualTo(200);
        assertThat(new CountDownLatch(1).await(1, TimeUnit.SECONDS)).isFalse();
        halfOpen.add(HalfOpen.connect(daemon.https(), "127.0.0.5"));
      }
      call.assertWhole(Duration.ofSeconds(1));
    } finally {
      for (var socket : halfOpen) {
        socket.close();
      }
    }
  }
}
