package io.siprouter.control.command;

import com.github.therapi.runtimejavadoc.ClassJavadoc;
import com.github.therapi.runtimejavadoc.Comment;
import com.github.therapi.runtimejavadoc.CommentFormatter;
import com.github.therapi.runtimejavadoc.RuntimeJavadoc;
import java.util.Optional;

/** What the Javadoc of a record says about it. Any thread. */
public final class Descriptions {

  private static final CommentFormatter FORMATTER = new CommentFormatter();

  private Descriptions() {}

  /** About the record itself; empty where it says nothing. */
  public static Optional<String> of(Class<?> type) {
    return text(javadoc(type).getComment());
  }

  /** About a component. */
  public static Optional<String> of(Class<?> type, String component) {
    return javadoc(type).getRecordComponents().stream()
        .filter(param -> param.getName().equals(component))
        .findFirst()
        .flatMap(param -> text(param.getComment()));
  }

  private static ClassJavadoc javadoc(Class<?> type) {
    return RuntimeJavadoc.getJavadoc(type);
  }

  private static Optional<String> text(Comment comment) {
    var text = FORMATTER.format(comment).replaceAll("<[^>]*>", "").replaceAll("\\s+", " ").strip();
    return Optional.of(text).filter(it -> !it.isEmpty());
  }
}
