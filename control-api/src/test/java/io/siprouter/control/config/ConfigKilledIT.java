package io.siprouter.control.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.config.ConfigLoader;
import io.siprouter.core.event.EventBus;
import io.siprouter.core.loop.EventLoops;
import io.siprouter.core.state.FileSteps;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it replaces the configuration, at each step in turn. */
class ConfigKilledIT {

  private static final String OLD = "{\"server\": {\"realm\": \"old\"}}\n";
  private static final String NEW = "{\"server\": {\"realm\": \"new\"}}\n";

  @TempDir private Path folder;

  /** Where the process is killed: before a step, or in the middle of writing. */
  private enum Step {
    CREATE,
    WRITE,
    FORCE,
    RENAME,
    FORCE_FOLDER
  }

  @Test
  void killLeavesTheOldConfigurationOrTheNewOne() throws Exception {
    var killed = List.of(Step.values()).stream().map(this::killAt).toList();

    assertThat(killed).containsExactly(OLD, OLD, OLD, OLD, NEW);
  }

  /** What is in the file afterwards; the next change is written all the same. */
  private String killAt(Step step) {
    try {
      var place = Files.createDirectory(folder.resolve(step.name()));
      var file = Files.writeString(place.resolve("config.json"), OLD);
      var child = start(place, step);
      assertThat(child.inputReader().readLine()).isEqualTo("at " + step);
      child.destroyForcibly();
      assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();

      var left = Files.readString(file);
      var store = store(place, FileSteps.REAL);
      assertThat(
              store.put(NEW.replace("new", "next").getBytes(UTF_8), store.current().etag(), "api"))
          .isInstanceOf(ConfigOutcome.Applied.class);
      assertThat(place).isDirectoryNotContaining("glob:**.tmp");
      return left;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Process start(Path place, Step step) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Replacing.class.getName(),
            place.toString(),
            step.name())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static ConfigStore store(Path place, FileSteps steps) throws Exception {
    var file = place.resolve("config.json");
    var started = ConfigLoader.ofProcess().read(file, Files.readAllBytes(file));
    var bus = new EventBus(EventLoops.virtual(), InstantSource.system());
    return new ConfigStore(file, started, place, _ -> List.of(), bus, steps);
  }

  /** The process that is killed. */
  static final class Replacing {

    private Replacing() {}

    public static void main(String[] arguments) throws Exception {
      var store = store(Path.of(arguments[0]), new StoppingSteps(Step.valueOf(arguments[1])));
      var _ = store.put(NEW.getBytes(UTF_8), store.current().etag(), "api");
      System.out.println("done");
    }
  }

  /** Stops for good at one step, and says so. */
  private record StoppingSteps(Step at) implements FileSteps {

    private void reach(Step step) {
      if (step == at) {
        System.out.println("at " + step);
        try {
          new CountDownLatch(1).await();
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
    }

    @Override
    public void create(Path draft) throws IOException {
      reach(Step.CREATE);
      FileSteps.super.create(draft);
    }

    @Override
    public void write(FileChannel draft, ByteBuffer content) throws IOException {
      if (at == Step.WRITE) {
        FileSteps.super.write(draft, content.slice(0, content.remaining() / 2));
      }
      reach(Step.WRITE);
      FileSteps.super.write(draft, content);
    }

    @Override
    public void force(FileChannel draft) throws IOException {
      reach(Step.FORCE);
      FileSteps.super.force(draft);
    }

    @Override
    public void rename(Path draft, Path target) throws IOException {
      reach(Step.RENAME);
      FileSteps.super.rename(draft, target);
    }

    @Override
    public void forceFolder(FileChannel folder) throws IOException {
      reach(Step.FORCE_FOLDER);
      FileSteps.super.forceFolder(folder);
    }
  }
}
