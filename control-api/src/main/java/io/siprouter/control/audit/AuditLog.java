package io.siprouter.control.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code audit.log} in the state folder, a JSON object a line. Any thread writes down; {@code
 * audit} writes the file.
 */
public final class AuditLog implements Audit, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(AuditLog.class);
  private static final int QUEUE = 4_096;
  private static final int MAX_LINE = 16 << 10;
  private static final List<String> SHORTENED = List.of("args", "before", "after");
  private static final int PATIENCE_S = 3;

  private final JsonMapper mapper =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .changeDefaultPropertyInclusion(
              usual -> usual.withValueInclusion(JsonInclude.Include.NON_ABSENT))
          .build();
  private final ThreadPoolExecutor writer =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          SECONDS,
          new ArrayBlockingQueue<>(QUEUE),
          Thread.ofPlatform().daemon().name("audit").factory());
  private final RotatingFile file;
  private final LongAdder lost = new LongAdder();

  /**
   * @param state the folder of the daemon's state, which exists
   */
  public AuditLog(Path state) {
    this.file = new RotatingFile(state.resolve("audit.log"));
  }

  @Override
  public void record(AuditEntry entry) {
    var line = line(entry);
    try {
      writer.execute(() -> write(line));
    } catch (RejectedExecutionException _) {
      lose("more than %d entries wait".formatted(QUEUE));
    }
  }

  private byte[] line(AuditEntry entry) {
    ObjectNode json = mapper.valueToTree(entry);
    Masking.apply(json);
    var bytes = mapper.writeValueAsBytes(json);
    if (bytes.length > MAX_LINE) {
      SHORTENED.forEach(name -> shorten(json, name));
      bytes = mapper.writeValueAsBytes(json);
    }
    if (bytes.length > MAX_LINE) {
      SHORTENED.forEach(json::remove);
      bytes = mapper.writeValueAsBytes(json);
    }
    return (new String(bytes, UTF_8) + "\n").getBytes(UTF_8);
  }

  /** Leaves the names of what there is. */
  private void shorten(ObjectNode entry, String field) {
    switch (entry.get(field)) {
      case null -> {}
      case ObjectNode object -> entry.set(field, mapper.valueToTree(object.propertyNames()));
      default -> entry.put(field, "(too long)");
    }
  }

  private void write(byte[] line) {
    try {
      file.append(line);
    } catch (IOException e) {
      lose(e.toString());
    }
  }

  /** Says so once, however long it goes on. */
  private void lose(String why) {
    if (lost.sum() == 0) {
      log.error("Entries of {} are lost: {}", file.path(), why);
    }
    lost.increment();
  }

  /** How many entries could not be written. */
  public long lost() {
    return lost.sum();
  }

  /** Writes what waits. */
  @Override
  public void close() {
    writer.shutdown();
    try {
      if (!writer.awaitTermination(PATIENCE_S, SECONDS)) {
        log.error("{} was not written to its end", file.path());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    try {
      file.close();
    } catch (IOException e) {
      log.error("{} was not closed", file.path(), e);
    }
  }
}
