package io.siprouter.control.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** How strictly documents are taken at their word. */
class LikenessTest {

  private static Optional<String> difference(String shown, String real) {
    var mapper = JsonMapper.shared();
    return new Likeness(new Names()).difference(mapper.readTree(shown), mapper.readTree(real));
  }

  @Test
  void answerMayHaveMoreAndOtherNumbersAndWhatAnEllipsisStandsFor() {
    assertThat(
            difference(
                "{\"id\": \"a-…\", \"n\": 1, \"legs\": [{\"state\": \"up\"}]}",
                "{\"id\": \"a-17\", \"n\": 2, \"x\": 0, \"legs\": [{\"state\": \"up\", \"y\":"
                    + " 1}]}"))
        .isEmpty();
  }

  @Test
  void whatDiffersIsNamedByItsPath() {
    assertThat(difference("{\"a\": {\"b\": true}}", "{\"a\": {\"b\": false}}"))
        .hasValue("$.a.b is false");
    assertThat(difference("{\"a\": \"x…\"}", "{\"a\": \"yx\"}")).hasValue("$.a is \"yx\"");
    assertThat(difference("{\"a\": 1}", "{\"a\": \"1\"}")).hasValue("$.a is \"1\"");
    assertThat(difference("{\"a\": null}", "{}")).isPresent();
    assertThat(difference("[]", "[1]")).hasValue("$ has 1 items");
  }

  @Test
  void listMayGoOnWhereAnEllipsisEndsIt() {
    assertThat(difference("[1, \"…\"]", "[1, 2, 3]")).isEmpty();
    assertThat(difference("[1, \"…\"]", "[1]")).isEmpty();
    assertThat(difference("[1, \"…\"]", "[]")).hasValue("$ has 0 items");
  }

  @Test
  void timeStandsForAnyTimeAndForNothingElse() {
    assertThat(difference("\"2026-01-01T12:00:00Z\"", "\"1999-12-31T23:59:59.123Z\"")).isEmpty();
    assertThat(difference("\"2026-01-01T12:00:00Z\"", "\"noon\"")).isPresent();
  }

  @Test
  void shortenedWordStandsForTheSameWhereverItComes() {
    var names = new Names();

    assertThat(names.accept("…-1", "k3x-1")).isTrue();
    assertThat(names.accept("…-1", "other-1")).isFalse();
    assertThat(names.accept("…", "a")).isTrue();
    assertThat(names.accept("…", "b")).isTrue();
    assertThat(names.accept("…-11", "k3x-11")).isTrue();
    assertThat(names.fill("GET /calls/…-1 and …-11 and …"))
        .isEqualTo("GET /calls/k3x-1 and k3x-11 and …");
  }

  @Test
  void onlyTheBlocksBelowTheHeadingAreTaken(@TempDir Path folder) throws IOException {
    var file =
        Files.writeString(
            folder.resolve("a.md"),
            """
            # One

            ```sh
            before
            ```

            ## Two

            ```sh
            # no heading
            here
            ```

            ## Three

            ```sh
            after
            ```
            """);

    assertThat(Fence.below("Two", file))
        .containsExactly(new Fence("sh", "# no heading\nhere\n", 9));
    assertThat(Fence.of(file)).hasSize(3);
  }
}
