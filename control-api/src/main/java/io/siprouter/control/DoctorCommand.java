package io.siprouter.control;

import io.siprouter.control.doctor.Doctor;
import io.siprouter.control.doctor.Finding;
import io.siprouter.control.doctor.Report;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what keeps calls from working here, and what to do about it. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "Looks at this machine, the configuration and the running daemon, and calls itself.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:no faults; there may be warnings", "1:at least one fault"})
final class DoctorCommand implements Callable<Integer> {

  /** Read by logback.xml when the first line is logged. */
  private static final String LOG_LEVEL = "siprouter.log";

  @Mixin private final ConfigOption config = new ConfigOption();
  @Mixin private final StateOption state = new StateOption();

  @Option(names = "--json", description = "Prints one JSON object, and no lines for people.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    System.setProperty(LOG_LEVEL, System.getProperty(LOG_LEVEL, "ERROR"));
    var out = spec.commandLine().getOut();
    var findings = new ArrayList<Finding>();
    Doctor.examine(
        config.file(),
        state.folder(),
        finding -> {
          findings.add(finding);
          if (!json) {
            Report.lines(finding).forEach(out::println);
            out.flush();
          }
        });
    var report = new Report(findings);
    out.println(json ? report.json() : report.verdict());
    return report.isFine() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
