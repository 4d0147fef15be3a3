package io.siprouter.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The unit for systemd, held against the program. */
class ServiceUnitTest {

  private static final Path UNIT = Path.of("..", "docs", "siprouter.service");

  private static List<String> values(String setting) throws Exception {
    try (var lines = Files.lines(UNIT)) {
      return lines
          .filter(line -> line.startsWith(setting + "="))
          .map(line -> line.substring(setting.length() + 1))
          .toList();
    }
  }

  @Test
  void startsTheProgramAsItIsStarted() throws Exception {
    var words = values("ExecStart").getFirst().split(" ");

    var parsed =
        Main.commandLine()
            .parseArgs(List.of(words).subList(1, words.length).toArray(new String[0]));

    assertThat(words[0]).endsWith("/bin/siprouter");
    assertThat(parsed.subcommand().commandSpec().name()).isEqualTo("run");
    assertThat(parsed.subcommand().matchedOptionValue("--state", Path.of("")))
        .isEqualTo(Path.of("/var/lib").resolve(values("StateDirectory").getFirst()));
  }

  @Test
  void isStartedAgainWhateverEndedIt() throws Exception {
    assertThat(values("Restart")).containsExactly("always");
    assertThat(values("StartLimitIntervalSec")).containsExactly("0");
    assertThat(values("RestartPreventExitStatus")).isEmpty();
  }

  @Test
  void reloadIsTheSignalThatIsHeard() throws Exception {
    assertThat(values("ExecReload").getFirst()).endsWith("kill -HUP $MAINPID");
  }
}
