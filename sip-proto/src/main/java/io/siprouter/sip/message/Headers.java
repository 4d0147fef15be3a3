package io.siprouter.sip.message;

import io.siprouter.sip.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The header lines of a message in their order. A compact name finds its long form and back. */
public final class Headers {
  public static final Headers NONE = new Headers(List.of());

  private final List<Header> entries;

  private Headers(List<Header> entries) {
    this.entries = entries;
  }

  public static Headers of(List<Header> entries) {
    return new Headers(List.copyOf(entries));
  }

  public List<Header> entries() {
    return entries;
  }

  /** The value of the first line of that name. */
  public Optional<String> first(String name) {
    for (Header header : entries) {
      if (header.is(name)) {
        return Optional.of(header.value());
      }
    }
    return Optional.empty();
  }

  /** The values of all lines of that name, lists not split. */
  public List<String> all(String name) {
    List<String> values = new ArrayList<>(2);
    for (Header header : entries) {
      if (header.is(name)) {
        values.add(header.value());
      }
    }
    return values;
  }

  /**
   * The single values of all lines of that name, split at commas outside of quotes and {@code <>}.
   */
  public List<String> values(String name) {
    List<String> values = new ArrayList<>(2);
    for (Header header : entries) {
      if (header.is(name)) {
        values.addAll(Syntax.split(header.value(), ','));
      }
    }
    return values;
  }

  public boolean contains(String name) {
    return first(name).isPresent();
  }

  /** Whether a list of tokens, such as Supported, names this one in whatever case. */
  public boolean lists(String name, String token) {
    return values(name).stream().anyMatch(token::equalsIgnoreCase);
  }

  /** How many lines have that name. */
  public int count(String name) {
    int count = 0;
    for (Header header : entries) {
      if (header.is(name)) {
        count++;
      }
    }
    return count;
  }

  /** With this one line, where the first of that name stood, or at the end. */
  public Headers with(String name, String value) {
    List<Header> changed = new ArrayList<>(entries.size() + 1);
    boolean placed = false;
    for (Header header : entries) {
      if (!header.is(name)) {
        changed.add(header);
      } else if (!placed) {
        changed.add(new Header(header.name(), value));
        placed = true;
      }
    }
    if (!placed) {
      changed.add(new Header(name, value));
    }
    return of(changed);
  }

  /** With one more line, behind the last one of that name, or at the end. */
  public Headers withAdded(String name, String value) {
    int last = entries.size() - 1;
    while (last >= 0 && !entries.get(last).is(name)) {
      last--;
    }
    return withInserted(last < 0 ? entries.size() : last + 1, new Header(name, value));
  }

  /** With one more line above all others of that name, or at the top: for Via and Record-Route. */
  public Headers withFirst(String name, String value) {
    int first = 0;
    while (first < entries.size() && !entries.get(first).is(name)) {
      first++;
    }
    return withInserted(first == entries.size() ? 0 : first, new Header(name, value));
  }

  /** With this in place of the first single value of that name, if there is one. */
  public Headers withFirstValue(String name, String value) {
    List<Header> changed = new ArrayList<>(entries);
    for (int i = 0; i < changed.size(); i++) {
      Header header = changed.get(i);
      List<String> values = header.is(name) ? Syntax.split(header.value(), ',') : List.of();
      if (!values.isEmpty()) {
        List<String> replaced = new ArrayList<>(values);
        replaced.set(0, value);
        changed.set(i, new Header(header.name(), String.join(", ", replaced)));
        return of(changed);
      }
    }
    return this;
  }

  private Headers withInserted(int index, Header header) {
    List<Header> changed = new ArrayList<>(entries.size() + 1);
    changed.addAll(entries);
    changed.add(index, header);
    return of(changed);
  }

  public Headers without(String name) {
    return contains(name)
        ? new Headers(entries.stream().filter(header -> !header.is(name)).toList())
        : this;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Headers that && entries.equals(that.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  @Override
  public String toString() {
    return entries.toString();
  }
}
