package io.siprouter.control;

import picocli.CommandLine;

/** Where the program begins. */
public final class Main {

  private Main() {}

  /** Runs the command the arguments name; its exit code is the process's. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Cli())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new ErrorLine());
  }
}
