package io.siprouter.control;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what teaches a shell to complete our commands. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a script that teaches bash or zsh to complete commands and options.",
      "For this shell: source <(siprouter completion)"
    })
final class CompletionCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    var program = spec.root().commandLine();
    spec.commandLine().getOut().print(AutoComplete.bash(program.getCommandName(), program));
  }
}
