package io.siprouter.control.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A fenced block of a Markdown file.
 *
 * @param language the word after the opening fence
 * @param line where the block begins, for people
 */
public record Fence(String language, String text, int line) {

  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*?) *$");
  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^```(\\w*)[^\\n]*\\n(.*?)^```[ \\t]*$");

  /** All blocks of a file, in their order. */
  public static List<Fence> of(Path file) throws IOException {
    return within(Files.readString(file), 0, Integer.MAX_VALUE);
  }

  /** The blocks below one heading, up to the next heading of whatever rank. */
  public static List<Fence> below(String heading, Path file) throws IOException {
    var text = Files.readString(file);
    var headings = HEADING.matcher(text);
    while (headings.find()) {
      if (headings.group(1).equals(heading)) {
        int begin = headings.end();
        return within(text, begin, endOfSection(text, begin));
      }
    }
    throw new AssertionError("no heading \"" + heading + "\" in " + file);
  }

  /** A line of a shell may begin with a number sign, so that only headings after a gap count. */
  private static int endOfSection(String text, int begin) {
    var next = Pattern.compile("(?m)^\\n##+ ").matcher(text);
    return next.find(begin) ? next.start() : text.length();
  }

  private static List<Fence> within(String text, int begin, int end) {
    return BLOCK
        .matcher(text)
        .results()
        .filter(block -> block.start() >= begin && block.start() < end)
        .map(block -> new Fence(block.group(1), block.group(2), lineAt(text, block.start())))
        .toList();
  }

  private static int lineAt(String text, int index) {
    return (int) text.substring(0, index).lines().count() + 1;
  }
}
