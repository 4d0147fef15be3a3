package io.siprouter.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.config.ConfigLoader;
import io.siprouter.config.StarterConfig;
import io.siprouter.control.api.ControlClient;
import io.siprouter.control.docs.Examples;
import io.siprouter.control.docs.Fence;
import io.siprouter.core.phone.PhoneAccount;
import io.siprouter.core.phone.PhoneSound;
import io.siprouter.core.phone.PhoneState;
import io.siprouter.core.phone.ScriptedPhone;
import io.siprouter.media.codec.Codec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tour of the README, command by command, with the real program and two phones. */
class TourIT {

  private static final Path README = Path.of("..", "README.md");
  private static final String HOST = "127.0.0.77";
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @TempDir private Path folder;

  @Test
  void firstFiveMinutesForProgrammersAreAsTheReadmeSays() throws Exception {
    var config = starter();
    try (var daemon = daemon(config);
        var examples =
            Examples.in(folder, folder.resolve("var"), new InetSocketAddress(HOST, 8080))) {
      daemon.awaitOutput("siprouter is running.");
      try (var first = phone(config, "101");
          var second = phone(config, "102")) {
        examples.run(List.of(curlFindsLocalhost()));
        for (var block : Fence.below("First five minutes for programmers", README)) {
          examples.run(List.of(block));
          awaitWhatAPersonWouldSee(block, second);
        }

        assertThat(examples.asserted()).isGreaterThanOrEqualTo(7);
        assertThat(first.awaitState(PhoneState.Ended.class, LIMIT)).isPresent();
        assertThat(second.awaitState(PhoneState.Ended.class, LIMIT)).isPresent();
      }
      assertThat(daemon.terminate().exitCode()).isZero();
    }
  }

  /** Other daemons may have the ports of the address that is usually meant. */
  private Fence curlFindsLocalhost() throws IOException {
    Files.writeString(folder.resolve(".curlrc"), "resolve = localhost:8080:%s%n".formatted(HOST));
    return new Fence("sh", "export CURL_HOME=" + folder, 0);
  }

  private void awaitWhatAPersonWouldSee(Fence block, ScriptedPhone second) throws Exception {
    if (block.text().contains("42#")) {
      assertThat(second.awaitHeard(it -> it.digits().equals("42#"), LIMIT)).isPresent();
    }
    if (block.text().contains("call_ended")) {
      awaitRecord();
    }
  }

  private void awaitRecord() throws IOException {
    try (var daemon = new ControlClient(folder.resolve("var"))) {
      long end = System.nanoTime() + LIMIT.toNanos();
      while (daemon.get("/api/v1/history").path("items").isEmpty()) {
        assertThat(System.nanoTime()).isLessThan(end);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      }
    }
  }

  /** What the first start writes, at an address whose ports are free. */
  private Path starter() throws IOException {
    Files.createDirectory(folder.resolve("bin"));
    Files.createSymbolicLink(folder.resolve("bin/siprouter"), Launched.launcher());
    var config = folder.resolve("var/config.json");
    StarterConfig.write(config);
    var server = "\"server\": {\"lanAddress\": \"%s\"},".formatted(HOST);
    Files.writeString(config, Files.readString(config).replaceFirst("\\{", "{" + server));
    return config;
  }

  private Launched daemon(Path config) throws IOException {
    return Launched.siprouter(
        folder, "run", "--config", config.toString(), "--state", folder + "/var");
  }

  private static ScriptedPhone phone(Path config, String number) throws Exception {
    var device =
        ConfigLoader.load(config).devices().stream()
            .filter(each -> each.extension().equals(number))
            .findFirst()
            .orElseThrow();
    var hub = new InetSocketAddress(HOST, 5060);
    var account = new PhoneAccount(device.username(), device.password().reveal(), hub);
    var sound = new PhoneSound(List.of(Codec.PCMU), 440, List.of(440.0));
    var phone = ScriptedPhone.open(InetAddress.getLoopbackAddress(), account, sound);
    phone.register();
    assertThat(phone.awaitRegistration(LIMIT)).isPresent();
    return phone;
  }
}
