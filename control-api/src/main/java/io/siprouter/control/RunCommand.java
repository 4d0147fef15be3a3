package io.siprouter.control;

import io.siprouter.config.AppConfig;
import io.siprouter.config.ConfigException;
import io.siprouter.config.ConfigLoader;
import io.siprouter.config.StarterConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the daemon until it is told to end. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Runs the daemon in the foreground until SIGTERM or Ctrl-C.")
final class RunCommand implements Callable<Integer> {

  @Mixin private final ConfigOption config = new ConfigOption();
  @Mixin private final StateOption state = new StateOption();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, ConfigException, InterruptedException {
    var out = spec.commandLine().getOut();
    var file = config.file();
    if (Files.notExists(file)) {
      StarterConfig.write(file);
      out.printf("A starter configuration with two phones was written: %s%n", file);
    }
    var loaded = ConfigLoader.loadText(file);
    var folder = StateFolder.take(state.folder());
    var daemon = Daemon.start(file, loaded, state.folder(), InstantSource.system());
    endWith(daemon, folder);
    greet(out, loaded.config(), file, daemon.entrance());
    new CountDownLatch(1).await();
    return 0;
  }

  /**
   * Ends the daemon when the process is told to end. The halt at the end makes 0 of the exit code,
   * which the JVM would otherwise make of the signal: ending when asked to is no failure.
   */
  private static void endWith(Daemon daemon, StateFolder folder) {
    Runnable goodbye =
        () -> {
          daemon.close();
          close(folder);
          Runtime.getRuntime().halt(0);
        };
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(goodbye));
  }

  private static void close(StateFolder folder) {
    try {
      folder.close();
    } catch (IOException e) {
      System.err.println("siprouter: the state folder was not released: " + e.getMessage());
    }
  }

  private static void greet(PrintWriter out, AppConfig config, Path file, Entrance entrance) {
    out.printf(
        """
        siprouter is running.
          SIP      %s
          Phones   bin/siprouter phones --config %s   shows what to type into them
          Test     dial %s from any phone: it says back what you say
          Web      %s
          CA       SHA-256 %s
          Stop     Ctrl-C
        """,
        SipAddresses.of(config.server()),
        file,
        config.featureCodes().echo(),
        entrance.address(),
        entrance.fingerprint());
    entrance.waiting().forEach(port -> out.printf("Not served yet: %s, see above.%n", port));
    entrance
        .setupLink()
        .ifPresent(link -> out.printf("Set up: open %s to make the first user, once.%n", link));
    out.flush();
  }
}
