package io.siprouter.control.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Runs the fenced blocks of a document one after the other. One thread.
 *
 * <ul>
 *   <li>{@code sh} is run by a shell that keeps its variables, in a folder of its own
 *   <li>{@code http} is a request, and the answer to it if that is shown, see {@link HttpMessage}.
 *       One without a proof of its own is sent by the owner of the daemon
 *   <li>{@code json} is what the block before it has to answer, see {@link Likeness}
 *   <li>{@code ws} is said on a WebSocket, see {@link Conversation}
 *   <li>all others are left to the reader
 * </ul>
 */
public final class Examples implements AutoCloseable {

  private static final Pattern ANSWER = Pattern.compile("(?m)^(?=HTTP/)");

  private final Shell shell;
  private final HttpSender http;
  private final Names names = new Names();
  private final Likeness likeness = new Likeness(names);
  private final Conversation conversation;
  private HttpMessage answer = HttpMessage.of("nothing was asked yet");
  private int asserted;

  private Examples(Shell shell, HttpSender http, Path state) {
    this.shell = shell;
    this.http = http;
    this.conversation = new Conversation(state, names);
  }

  /**
   * Makes ready to run blocks.
   *
   * @param folder where shells run
   * @param state of a daemon that runs by the time it is asked
   * @param http where it serves plain HTTP
   */
  public static Examples in(Path folder, Path state, InetSocketAddress http) throws IOException {
    var sender = new HttpSender(state.resolve("control.sock"), http);
    return new Examples(Shell.in(folder), sender, state);
  }

  /** Runs the blocks; fails at the first whose answer is not the one shown. */
  public void run(List<Fence> blocks) throws Exception {
    for (var block : blocks) {
      switch (block.language()) {
        case "sh" -> answer = HttpMessage.of(shell.run(block));
        case "http" -> exchange(block);
        case "json" -> compare(answer.with(block.text()), block);
        case "ws" -> asserted += conversation.play(block);
        default -> {}
      }
    }
  }

  private void exchange(Fence block) throws IOException {
    var parts = ANSWER.split(block.text(), 2);
    answer = http.ask(HttpMessage.parse(names.fill(parts[0])));
    if (parts.length > 1) {
      compare(HttpMessage.parse(parts[1]), block);
    }
  }

  private void compare(HttpMessage shown, Fence block) {
    assertThat(likeness.difference(shown, answer))
        .as("line %d; the answer is%n%s", block.line(), answer)
        .isEmpty();
    asserted++;
  }

  /** How many answers have been compared so far. */
  public int asserted() {
    return asserted;
  }

  @Override
  public void close() {
    conversation.close();
    shell.close();
  }
}
