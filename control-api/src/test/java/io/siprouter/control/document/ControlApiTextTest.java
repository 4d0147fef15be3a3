package io.siprouter.control.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.control.command.Catalogue;
import io.siprouter.control.command.OperationSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ControlApiTextTest {

  private static String text = "";

  @BeforeAll
  static void read() throws IOException {
    text = Files.readString(Path.of("..", "docs", "control-api.md"));
  }

  @Test
  void everyCommandHasItsRowInTheTable() {
    assertThat(new Catalogue().operations())
        .allSatisfy(
            it ->
                assertThat(text.lines())
                    .describedAs(it.name())
                    .anySatisfy(line -> assertThat(line).matches(row(it))));
  }

  private static String row(OperationSpec operation) {
    var way =
        operation.isRest()
            ? operation.verb() + " " + operation.paths().getFirst()
            : "WebSocket only";
    return "\\| `%s`.*\\| .*\\Q%s\\E.* \\| %s \\|"
        .formatted(operation.name(), way, operation.scope().wireName());
  }

  @Test
  void noRowNamesACommandThatDoesNotExist() {
    var names = new Catalogue().operations().stream().map(OperationSpec::name).toList();
    var rows =
        text.lines()
            .filter(line -> line.matches("\\| `\\w+`.*\\| (read|call|record|config|admin) \\|"))
            .map(line -> line.replaceFirst("\\| `(\\w+)`.*", "$1"));

    assertThat(rows).hasSize(names.size()).isSubsetOf(names);
  }
}
