package io.siprouter.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.config.ConfigLoader;
import io.siprouter.config.StarterConfig;
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
            Examples.in(
                folder,
                folder.resolve("var"),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080))) {
      daemon.awaitOutput("siprouter is running.");
      try (var first = phone(config, "101");
          var second = phone(config, "102")) {
        examples.run(Fence.below("First five minutes for programmers", README));

        assertThat(examples.asserted()).isGreaterThanOrEqualTo(3);
        assertThat(first.awaitState(PhoneState.Ended.class, LIMIT)).isPresent();
        assertThat(second.awaitState(PhoneState.Ended.class, LIMIT)).isPresent();
      }
      assertThat(daemon.terminate().exitCode()).isZero();
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
