package io.siprouter.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Optional;

/** Asks for a secret without showing it, or takes a line of standard input. */
final class SecretPrompt {

  private SecretPrompt() {}

  static String read(String question) throws IOException {
    var terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal);
    if (terminal.isPresent()) {
      return Optional.ofNullable(terminal.get().readPassword("%s", question))
          .map(String::new)
          .orElseThrow(() -> new IOException("no password was given"));
    }
    var line = new BufferedReader(new InputStreamReader(System.in, UTF_8)).readLine();
    if (line == null) {
      throw new IOException("no password was given on standard input");
    }
    return line;
  }
}
