package io.siprouter.control;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands of the program, as a person sees them. */
@Command(
    name = "siprouter",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    description = "SIP B2BUA and media server for a home or office gateway.",
    subcommands = {
      RunCommand.class,
      AddUserCommand.class,
      UsersCommand.class,
      RemoveUserCommand.class,
      TokenCommand.class,
      CheckConfigCommand.class,
      ExplainCommand.class,
      CallHistoryCommand.class,
      PhonesCommand.class,
      StatusCommand.class,
      HealthCommand.class,
      CallCommand.class,
      CallsCommand.class,
      HangupCommand.class,
      EventsCommand.class,
      TraceCommand.class,
      BansCommand.class,
      UnbanCommand.class,
      DemoCommand.class,
      DoctorCommand.class,
      CompletionCommand.class,
      HelpCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, or ended as asked",
      "1:the command failed; the last line says why",
      "2:the command line or the configuration is wrong",
      "3:no daemon runs with this state folder"
    })
final class Cli implements Runnable {

  /** Exit code of what can only be asked of a running daemon. */
  static final int NO_DAEMON = 3;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
