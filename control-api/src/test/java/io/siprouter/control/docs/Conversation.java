package io.siprouter.control.docs;

import io.siprouter.control.stream.TestStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plays what a document shows of a WebSocket. Lines that begin with {@code >} are sent, those with
 * {@code <} have to come; lines that are indented go on with the one before. What else comes is
 * skipped. A block that begins with {@code hello} is a new WebSocket. One thread.
 */
final class Conversation implements AutoCloseable {

  private final Path state;
  private final Names names;
  private @Nullable TestStream stream;

  /** One message, and whose it is. */
  private record Line(boolean isSent, String json) {}

  Conversation(Path state, Names names) {
    this.state = state;
    this.names = names;
  }

  /** Plays a block; how many messages came as they are shown. */
  int play(Fence block) throws Exception {
    int alike = 0;
    for (var line : lines(block)) {
      if (line.isSent()) {
        open().say(names.fill(line.json()));
      } else {
        await(JsonMapper.shared().readTree(line.json()), block);
        alike++;
      }
    }
    return alike;
  }

  private static List<Line> lines(Fence block) {
    var lines = new ArrayList<Line>();
    for (var text : block.text().lines().toList()) {
      var rest = text.substring(1).strip();
      switch (text.charAt(0)) {
        case '>' -> lines.add(new Line(true, rest));
        case '<' -> lines.add(new Line(false, rest));
        default -> {
          var begun = lines.removeLast();
          lines.add(new Line(begun.isSent(), begun.json() + ' ' + rest));
        }
      }
    }
    return lines;
  }

  private void await(JsonNode shown, Fence block) throws Exception {
    if (shown.path("event").asString("").equals("hello")) {
      close();
    }
    try {
      open().await(real -> isLike(shown, real));
    } catch (AssertionError e) {
      throw new AssertionError("line %d: %s".formatted(block.line(), shown), e);
    }
  }

  private boolean isLike(JsonNode shown, JsonNode real) {
    var attempt = names.copy();
    var isLike = new Likeness(attempt).difference(shown, real).isEmpty();
    if (isLike) {
      names.learn(attempt);
    }
    return isLike;
  }

  private TestStream open() throws Exception {
    var opened = stream;
    if (opened == null) {
      opened = new TestStream(state);
      stream = opened;
    }
    return opened;
  }

  @Override
  public void close() {
    if (stream != null) {
      stream.close();
      stream = null;
    }
  }
}
