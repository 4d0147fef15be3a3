package io.siprouter.control.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.control.command.Arguments.Binding.Bound;
import io.siprouter.control.command.Arguments.Binding.Faulty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class ArgumentsTest {

  private static final Catalogue CATALOGUE = new Catalogue();
  private static final Arguments ARGUMENTS = new Arguments(CATALOGUE);

  @Test
  void commandIsMadeOfItsArguments() {
    var bound =
        bind(
            "make_call",
            """
            {"from": "101", "to": "102", "headers": {"X-Id": "7"}, "wait": "answered",
             "caller": {"name": "Desk"}}
            """);

    assertThat(bound)
        .isEqualTo(
            new Bound(
                new CallCommand.MakeCall(
                    "101",
                    "102",
                    Optional.of(Map.of("X-Id", "7")),
                    Optional.of(
                        new CallCommand.CallerArgument(Optional.empty(), Optional.of("Desk"))),
                    Optional.empty(),
                    Optional.of(CallCommand.Wait.ANSWERED))));
  }

  @Test
  void listThatMayBeLeftOutIsAList() {
    var user = "{\"name\": \"anna\", \"password\": \"p\"%s}";

    assertThat(bind("add_user", user.formatted(", \"scopes\": [\"read\", \"call\"]")))
        .isEqualTo(
            new Bound(
                new AccessCommand.AddUser(
                    "anna", "p", Optional.of(List.of(Scope.READ, Scope.CALL)))));
    assertThat(bind("add_user", user.formatted("")))
        .isEqualTo(new Bound(new AccessCommand.AddUser("anna", "p", Optional.empty())));
    assertThat(bind("add_user", user.formatted(", \"scopes\": [[\"read\"]]")))
        .isInstanceOf(Faulty.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "make_call | {'to':'102'} | from | is missing",
        "make_call | {'from':'101','to':'102','form':'x'} | form | is not a known field",
        "make_call | {'from':101,'to':'102'} | from | is 101",
        "make_call | {'from':'101','to':''} | to | is \"\"",
        "make_call | {'from':'101','to':'102','wait':'forever'} | wait | is \"forever\"",
        "make_call | {'from':'101','to':'102','caller':{'age':3}} | caller.age | is not a known",
        "send_dtmf | {'id':'1','leg':'1','digits':'12x'} | digits | is \"12x\"",
        "reject | {'id':'1','leg':'1','status':200} | status | is 200",
      })
  void whatIsWrongIsNamedWithItsValue(String name, String given, String field, String detail) {
    assertThat(bind(name, given.replace('\'', '"')))
        .isInstanceOfSatisfying(
            Faulty.class,
            faulty ->
                assertThat(faulty.faults())
                    .anySatisfy(
                        fault -> {
                          assertThat(fault.field()).isEqualTo(field);
                          assertThat(fault.detail()).startsWith(detail);
                        }));
  }

  @Test
  void everythingWrongIsNamedAtOnce() {
    assertThat(bind("make_call", "{\"wait\": 3}"))
        .isInstanceOfSatisfying(
            Faulty.class,
            faulty ->
                assertThat(faulty.faults())
                    .extracting(Fault::field)
                    .containsExactlyInAnyOrder("from", "to", "wait"));
  }

  @Test
  void textOfAPathBecomesANumberWhereOneIsNeeded() {
    var reject = CATALOGUE.named("reject").orElseThrow();
    var text = (ObjectNode) Json.read("{\"id\": \"7\", \"leg\": \"1\", \"status\": \"486\"}");

    ARGUMENTS.fromText(reject, text);

    assertThat(ARGUMENTS.bind(reject, text))
        .isEqualTo(new Bound(new LegCommand.Reject("7", "1", Optional.of(486))));
  }

  private static Arguments.Binding bind(String name, String given) {
    return ARGUMENTS.bind(CATALOGUE.named(name).orElseThrow(), (ObjectNode) Json.read(given));
  }
}
