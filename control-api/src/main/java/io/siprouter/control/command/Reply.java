package io.siprouter.control.command;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** What comes of a command. */
public sealed interface Reply {

  /** 200 with a value. */
  record Found(Object value) implements Reply {}

  /**
   * 200 with a value of which the asker may keep a copy.
   *
   * @param etag names this version of it, quotes included; RFC 9110 §8.8.3
   */
  record Tagged(Object value, String etag) implements Reply {}

  /**
   * 201: something is there now.
   *
   * @param path where, below {@code /api/v1}
   */
  record Made(String path, Object value) implements Reply {}

  /** 204: it is done. */
  record Done() implements Reply {}

  /**
   * 200 with something else than JSON.
   *
   * @param fileName what to save it as; empty where it is to be looked at
   */
  record File(String contentType, Optional<String> fileName, ByteBuffer content) implements Reply {}

  /**
   * 200 with something else than JSON that is too long to be in memory at once.
   *
   * @param fileName what to save it as
   */
  record Parts(String contentType, String fileName, Part first) implements Reply {}

  /**
   * A piece of a file.
   *
   * @param next makes the piece after it, when this one has been taken; empty with the last
   */
  record Part(ByteBuffer content, Optional<Supplier<CompletionStage<Part>>> next) {}

  /** It was not done. */
  record Refused(Problem problem) implements Reply {}

  /**
   * A page of a list.
   *
   * @param next the cursor of the page after this one
   */
  record Page(List<?> items, Optional<String> next) {
    public Page {
      items = List.copyOf(items);
    }
  }

  static Reply found(Object value) {
    return new Found(value);
  }

  static Reply list(List<?> items) {
    return new Found(new Page(items, Optional.empty()));
  }

  static Reply done() {
    return new Done();
  }

  static Reply refused(Problem problem) {
    return new Refused(problem);
  }

  /** What a WebSocket shows of it; a file is for REST. */
  default Object value() {
    return switch (this) {
      case Found(var value) -> value;
      case Tagged(var value, var etag) -> Map.of("etag", etag, "value", value);
      case Made(_, var value) -> value;
      case Done _ -> Map.of();
      case File(var type, _, var content) ->
          Map.of("content_type", type, "length", content.remaining());
      case Parts(var type, _, _) -> Map.of("content_type", type);
      case Refused(var problem) -> problem;
    };
  }
}
