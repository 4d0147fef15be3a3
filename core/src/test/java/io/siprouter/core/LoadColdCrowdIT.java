package io.siprouter.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.peer.Peers;
import io.siprouter.core.peer.SippScenario;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A power cut is over: all phones of a house register while the daemon's code is still cold. */
class LoadColdCrowdIT {

  @RegisterExtension static final Peers peers = new Peers();

  private static final int PHONES = 1_000;
  private static final int PER_SECOND = 100;
  private static final String CROWD = "127.0.0.63";
  private static final InetSocketAddress HUB = new InetSocketAddress("127.0.0.10", 5060);

  @TempDir private Path folder;

  @Test
  void thousandPhonesRegisterInTheFirstTenSecondsOfADaemon() throws IOException {
    var config = write("config.json", config());
    var users = write("users.csv", users());

    try (var daemon = ColdDaemon.start(config, folder)) {
      var crowd =
          peers.run(
              SippScenario.of("register-many.xml", CROWD, HUB)
                  .withCalls(PHONES, PER_SECOND, Duration.ofSeconds(45))
                  .with("-inf", users.toString()));
      System.out.printf("%d phones at a cold daemon: %s%n", PHONES, crowd);

      crowd.assertAllSuccessful();
      assertThat(daemon.tell()).isEqualTo("devices " + PHONES + ", bans 0");
    }
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  /** All phones have one address, so that its limit has to fit all of them. */
  private static String config() {
    return """
    {
      "server": {
        "lanAddress": "127.0.0.10",
        "limits": {"perSourceRate": 1000},
        "rtpPorts": {"min": 23000, "max": 23199}
      },
      "devices": [%s]
    }
    """
        .formatted(
            IntStream.range(0, PHONES)
                .mapToObj(LoadColdCrowdIT::device)
                .collect(Collectors.joining(",\n")));
  }

  private static String device(int number) {
    return """
    {"id": "d%1$d", "extension": "%1$d", "username": "%1$d", "password": "secret-of-%1$d"}\
    """
        .formatted(2_000 + number);
  }

  private static String users() {
    return IntStream.range(2_000, 2_000 + PHONES)
        .mapToObj(
            user -> "%1$d;[authentication username=%1$d password=secret-of-%1$d]".formatted(user))
        .collect(Collectors.joining("\n", "SEQUENTIAL\n", "\n"));
  }
}
