package io.siprouter.control.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs the fenced blocks of a document one after the other. One thread.
 *
 * <ul>
 *   <li>{@code sh} is run by a shell that keeps its variables, in a folder of its own
 *   <li>{@code http} is a request at the daemon's control socket: a line with method and path,
 *       headers, an empty line, a body. In a path, {@code {name}} is the field of the last answer
 *   <li>{@code json} is what the block before it has to answer, see {@link Likeness}
 *   <li>all others are left to the reader
 * </ul>
 */
public final class Examples implements AutoCloseable {

  private final Shell shell;
  private final UnixHttp http;
  private String answer = "";
  private int asserted;

  private Examples(Shell shell, UnixHttp http) {
    this.shell = shell;
    this.http = http;
  }

  /**
   * Makes ready to run blocks.
   *
   * @param folder where shells run
   * @param socket the control socket of a daemon that runs by the time it is asked
   */
  public static Examples in(Path folder, Path socket) throws IOException {
    return new Examples(Shell.in(folder), new UnixHttp(socket));
  }

  /** Runs the blocks; fails at the first whose answer is not the one shown. */
  public void run(List<Fence> blocks) throws IOException, InterruptedException {
    for (var block : blocks) {
      switch (block.language()) {
        case "sh" -> answer = shell.run(block);
        case "http" -> answer = http.ask(block.text(), this::lastField);
        case "json" -> compare(block);
        default -> {}
      }
    }
  }

  private void compare(Fence block) {
    var shown = JsonMapper.shared().readTree(block.text());
    assertThat(Likeness.difference(shown, read(answer)))
        .as("line %d; the answer is%n%s", block.line(), answer)
        .isEmpty();
    asserted++;
  }

  private static JsonNode read(String text) {
    try {
      return JsonMapper.shared().readTree(text);
    } catch (JacksonException e) {
      throw new AssertionError("not one JSON value: " + text, e);
    }
  }

  private String lastField(String name) {
    return read(answer).path(name).asString();
  }

  /** How many answers have been compared so far. */
  public int asserted() {
    return asserted;
  }

  @Override
  public void close() {
    shell.close();
  }
}
