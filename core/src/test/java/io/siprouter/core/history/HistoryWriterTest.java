package io.siprouter.core.history;

import static io.siprouter.core.history.SampleCalls.NOON;
import static io.siprouter.core.history.SampleCalls.answered;
import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.config.HistorySection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of records when the process or the disk fails. */
@Timeout(60)
class HistoryWriterTest {

  @TempDir private Path state;

  private Set<String> ids() throws IOException {
    var ids = new HashSet<String>();
    new HistoryReader(state).forEach(HistoryFilter.ALL, call -> ids.add(call.id()));
    return ids;
  }

  private Process child(String limits, int calls) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java");
    var command =
        "%s exec %s --enable-native-access=ALL-UNNAMED -Xmx64m -cp '%s' %s %s %d"
            .formatted(
                limits,
                java,
                System.getProperty("java.class.path"),
                HistoryChild.class.getName(),
                state,
                calls);
    return new ProcessBuilder("bash", "-c", command)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  @Test
  void whatIsWrittenSurvivesTheDeathOfTheProcess() throws Exception {
    var child = child("", 1_000_000);
    List<String> written;
    try (var lines = child.inputReader()) {
      written = new ArrayList<>(lines.lines().limit(3_000).toList());
      child.toHandle().destroyForcibly(); // SIGKILL
      written.addAll(lines.lines().filter(line -> line.endsWith("!")).toList());
    }
    child.waitFor();

    assertThat(written).hasSizeGreaterThanOrEqualTo(3_000);
    assertThat(ids()).containsAll(written.stream().map(HistoryWriterTest::id).toList());
  }

  private static String id(String line) {
    return line.substring("written ".length(), line.length() - 1);
  }

  @Test
  void fullDiskHoldsNobodyUp() throws Exception {
    var child = child("ulimit -f 300;", 12_000);
    List<String> said;
    try (var lines = child.inputReader()) {
      said = lines.lines().toList();
    }

    assertThat(child.waitFor()).isZero();
    assertThat(number(said, "dropped ")).isPositive();
    assertThat(number(said, "longest ")).isLessThan(2_000);
    assertThat(ids()).hasSize((int) said.stream().filter(it -> it.startsWith("written")).count());
    assertThat(ids().size() + number(said, "dropped ")).isEqualTo(12_000);
  }

  private static int number(List<String> said, String word) {
    return said.stream()
        .filter(line -> line.startsWith(word))
        .map(line -> Integer.valueOf(line.substring(word.length())))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void recordsWaitForADiskThatComesBack() throws Exception {
    var missing = state.resolve("not-there-yet");
    var written = new LinkedBlockingQueue<CallRecord>();
    try (var writer = writer(missing.resolve(HistoryFile.NAME), written)) {
      writer.start();
      writer.offer(answered("a", 1));
      writer.offer(answered("b", 2));
      assertThat(written.poll(300, TimeUnit.MILLISECONDS)).isNull();

      Files.createDirectory(missing);

      assertThat(written.poll(20, TimeUnit.SECONDS)).isEqualTo(answered("a", 1));
      assertThat(written.poll(20, TimeUnit.SECONDS)).isEqualTo(answered("b", 2));
      assertThat(writer.dropped()).isZero();
    }
  }

  @Test
  void whatDoesNotFitIsCounted() throws Exception {
    var written = new LinkedBlockingQueue<CallRecord>();
    var writer = writer(state.resolve(HistoryFile.NAME), written);
    for (var i = 0; i < 10_050; i++) {
      writer.offer(answered("c" + i, i));
    }
    assertThat(writer.waiting()).isEqualTo(10_000);
    assertThat(writer.dropped()).isEqualTo(50);

    writer.start();
    writer.close();

    assertThat(ids()).hasSize(10_000);
    assertThat(written).hasSize(10_000);
  }

  private static HistoryWriter writer(Path file, LinkedBlockingQueue<CallRecord> written) {
    return new HistoryWriter(
        new HistoryStore(file, InstantSource.fixed(NOON)),
        () -> new HistorySection(0, 0),
        written::add);
  }
}
