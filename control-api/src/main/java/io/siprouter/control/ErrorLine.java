package io.siprouter.control;

import io.siprouter.config.ConfigException;
import io.siprouter.control.api.NoDaemonException;
import io.siprouter.control.doctor.PortHolder;
import io.siprouter.core.sip.SipBindException;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what stopped a command into the line its user needs; only the unexpected shows a trace. */
final class ErrorLine implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed)
      throws Exception {
    var err = command.getErr();
    return switch (e) {
      case ConfigException wrong -> {
        err.println(wrong.getMessage());
        yield ExitCode.USAGE;
      }
      case SipBindException taken -> {
        err.println(describe(taken));
        yield ExitCode.SOFTWARE;
      }
      case NoDaemonException nobody -> {
        err.println("siprouter: " + nobody.getMessage());
        yield Cli.NO_DAEMON;
      }
      case IOException failed -> {
        err.println("siprouter: " + failed.getMessage());
        yield ExitCode.SOFTWARE;
      }
      default -> throw e;
    };
  }

  static String describe(SipBindException taken) {
    var transport = taken.transport().name().toLowerCase(java.util.Locale.ROOT);
    return "siprouter: %s port %d at %s cannot be taken (%s%s). End the program that uses it, or change server.sip.%sPort."
        .formatted(
            transport.toUpperCase(java.util.Locale.ROOT),
            taken.address().getPort(),
            taken.address().getAddress().getHostAddress(),
            String.valueOf(taken.getCause() == null ? "" : taken.getCause().getMessage()),
            PortHolder.of(taken.transport(), taken.address()).map(it -> ", by " + it).orElse(""),
            transport);
  }
}
