package io.siprouter.control.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.event.ServerEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/**
 * A program that keeps the picture by the events, and asks for a fresh one now and then to compare.
 * Runs on a thread of its own until it is told {@link #END}; other methods are for any.
 */
final class PictureKeeper implements Runnable {

  /** Tells all followers that nothing happens for the moment. */
  static final ServerEvent QUIET = new ServerEvent.SecurityBan("192.0.2.98", 0, Instant.EPOCH);

  /** Tells all followers to end. */
  static final ServerEvent END = new ServerEvent.SecurityBan("192.0.2.99", 0, Instant.EPOCH);

  private static final int EVENTS_BETWEEN_QUESTIONS = 10;
  private static final int EVENTS_BETWEEN_ABSENCES = 300;

  private final Path state;
  private final boolean comesAndGoes;
  private final BlockingQueue<JsonNode> quietPictures = new LinkedBlockingQueue<>();
  private final Map<Long, JsonNode> pictures = new HashMap<>();
  private final Copy copy;
  private TestStream stream;
  private final String bootId;
  private String question = "";
  private boolean isResuming;
  private final AtomicInteger compared = new AtomicInteger();
  private final AtomicInteger returns = new AtomicInteger();

  /**
   * Connects, and takes the first picture.
   *
   * @param comesAndGoes whether it hangs up now and then and resumes
   */
  PictureKeeper(Path state, boolean comesAndGoes) throws Exception {
    this.state = state;
    this.comesAndGoes = comesAndGoes;
    this.stream = new TestStream(state);
    this.bootId = stream.awaitEvent("hello").path("data").path("boot_id").asString();
    this.copy = new Copy(stream.awaitEvent("status").path("data"));
  }

  /** Its picture at the next quiet moment. */
  JsonNode quietPicture() throws InterruptedException {
    var picture = quietPictures.poll(20, TimeUnit.SECONDS);
    if (picture == null) {
      throw new AssertionError("no quiet moment came");
    }
    return picture;
  }

  /** How often its copy was the same as a fresh picture. */
  int compared() {
    return compared.get();
  }

  /** How often it came back. */
  int returns() {
    return returns.get();
  }

  @Override
  public void run() {
    try {
      var ended = false;
      while (!ended) {
        ended = take(stream.next());
      }
    } catch (Exception e) {
      throw new AssertionError("after " + copy.seq(), e);
    } finally {
      stream.close();
    }
  }

  /** Whether it is to end. */
  private boolean take(JsonNode message) throws Exception {
    if (message.path("re").asString("").equals(question) && !question.isEmpty()) {
      compare(message.path("result"));
    } else if (message.has("seq") && isNew(message)) {
      return follow(message);
    }
    return false;
  }

  /** What came between its return and the answer to it, is repeated. */
  private boolean isNew(JsonNode event) {
    var isNext = event.path("seq").asLong() == copy.seq() + 1;
    return isNext || !isResuming;
  }

  private boolean follow(JsonNode event) throws Exception {
    copy.apply(event);
    if (!question.isEmpty()) {
      pictures.put(copy.seq(), copy.picture().deepCopy());
    } else if (copy.seq() % EVENTS_BETWEEN_QUESTIONS == 0) {
      ask();
    }
    if (comesAndGoes && copy.seq() % EVENTS_BETWEEN_ABSENCES == 0) {
      comeBack();
    }
    var source = event.path("data").path("source").asString("");
    if (source.equals("192.0.2.98")) {
      quietPictures.add(copy.picture().deepCopy());
    }
    return source.equals("192.0.2.99");
  }

  private void ask() throws Exception {
    pictures.put(copy.seq(), copy.picture().deepCopy());
    question = stream.send("status", Map.of());
  }

  /** A fresh picture is at least as young as the question, and no younger than its answer. */
  private void compare(JsonNode fresh) throws Exception {
    question = "";
    var seq = fresh.path("seq").asLong();
    while (copy.seq() < seq) {
      take(stream.await(message -> message.has("seq")));
      pictures.put(copy.seq(), copy.picture().deepCopy());
    }
    assertThat(pictures.get(seq)).isEqualTo(fresh);
    pictures.clear();
    compared.incrementAndGet();
  }

  private void comeBack() throws Exception {
    stream.close();
    question = "";
    pictures.clear();
    stream = new TestStream(state);
    stream.awaitEvent("status");
    stream.send("resume_stream", Map.of("boot_id", bootId, "after", copy.seq()));
    isResuming = true;
    returns.incrementAndGet();
  }
}
