package io.siprouter.control.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.control.command.OperationSpec.Place;
import io.siprouter.core.event.EventNames;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueTest {

  private static final Catalogue CATALOGUE = new Catalogue();

  static List<OperationSpec> operations() {
    return CATALOGUE.operations();
  }

  @Test
  void noTwoCommandsHaveTheSameName() {
    assertThat(
            operations().stream()
                .flatMap(it -> Stream.concat(Stream.of(it.name()), it.aliases().stream())))
        .doesNotHaveDuplicates();
  }

  @Test
  void noTwoCommandsAreAskedForInTheSameWay() {
    assertThat(
            operations().stream()
                .filter(OperationSpec::isRest)
                .flatMap(it -> it.paths().stream().map(path -> it.verb() + " " + path)))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void everyCommandSaysWhatItIsFor(OperationSpec operation) {
    assertThat(Descriptions.of(operation.type())).isPresent();
    assertThat(operation.type().getRecordComponents())
        .allSatisfy(it -> assertThat(Descriptions.of(operation.type(), it.getName())).isPresent());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void everyPartOfAPathIsAnArgument(OperationSpec operation) {
    var inPaths =
        operation.paths().stream()
            .flatMap(path -> Arrays.stream(path.split("/")))
            .filter(part -> part.startsWith("{"))
            .map(part -> part.substring(1, part.length() - 1));
    var arguments =
        operation.arguments().stream()
            .filter(it -> it.place() instanceof Place.Path)
            .map(OperationSpec.Argument::name)
            .toList();

    assertThat(inPaths).allSatisfy(name -> assertThat(arguments).contains(name));
    assertThat(operation.isRest()).isEqualTo(!operation.paths().isEmpty());
  }

  @Test
  void everyEventSaysWhatItMeans() {
    assertThat(EventNames.all())
        .hasSizeGreaterThan(10)
        .allSatisfy(
            event -> assertThat(Descriptions.of(event)).describedAs(event.getName()).isPresent());
    assertThat(EventNames.all().stream().map(EventNames::of)).doesNotHaveDuplicates();
  }
}
