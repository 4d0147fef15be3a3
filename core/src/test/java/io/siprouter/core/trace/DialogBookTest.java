package io.siprouter.core.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DialogBookTest {
  private final DialogBook book = new DialogBook();

  @Test
  void callsThatGoOnAreKnownHoweverManyEndMeanwhile() {
    book.note("long", new DialogOwner("long", "1"));
    end(0, 20_000);

    assertThat(book.ownerOf("long")).isPresent();
    assertThat(book.ownerOf("dialog-19999")).isPresent();
    assertThat(book.ownerOf("dialog-0")).isEmpty();
  }

  @Test
  void dialogThatIsUsedAgainIsOfTheLaterCall() {
    book.note("again", new DialogOwner("call-first", "1"));
    book.ended("call-first");
    book.note("again", new DialogOwner("later", "1"));
    end(0, 10_000);

    assertThat(book.ownerOf("again")).contains(new DialogOwner("later", "1"));
  }

  private void end(int from, int to) {
    IntStream.range(from, to)
        .forEach(
            i -> {
              book.note("dialog-" + i, new DialogOwner("call-" + i, "1"));
              book.ended("call-" + i);
            });
  }
}
