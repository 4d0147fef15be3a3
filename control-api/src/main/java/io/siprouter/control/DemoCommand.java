package io.siprouter.control;

import io.siprouter.config.ConfigException;
import io.siprouter.control.demo.Demo;
import io.siprouter.control.demo.Watchdog;
import io.siprouter.core.sip.SipBindException;
import java.io.Console;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows the main job without any phone, and proves it by its exit code. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Lets two built-in phones call each other through a hub; ends by itself.")
final class DemoCommand implements Callable<Integer> {

  private static final Duration LIMIT = Duration.ofMillis(14_500); // 15 s with the launcher
  private static final Duration LONGEST_BOOT = Duration.ofSeconds(5);

  /** Read by logback.xml when the first line is logged. */
  private static final String LOG_LEVEL = "siprouter.log";

  @Spec private CommandSpec spec;

  @Override
  public Integer call()
      throws IOException, ConfigException, SipBindException, InterruptedException {
    System.setProperty(LOG_LEVEL, System.getProperty(LOG_LEVEL, "WARN"));
    var left = LIMIT.minus(boot());
    try (var _ = Watchdog.start(left, DemoCommand::giveUp)) {
      var held = new Demo(spec.commandLine().getOut(), isTerminal(), left).run();
      return held ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }

  /** What starting the JVM took, which counts for a user. */
  private static Duration boot() {
    var uptime = Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    return uptime.compareTo(LONGEST_BOOT) < 0 ? uptime : LONGEST_BOOT;
  }

  private static boolean isTerminal() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
        && !"dumb".equals(System.getenv("TERM"));
  }

  private static void giveUp() {
    System.err.println("siprouter: the demonstration FAILED: it did not end within 15 s.");
    Runtime.getRuntime().halt(ExitCode.SOFTWARE);
  }
}
