package io.siprouter.config;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a schema cannot say about accounts at providers: registering takes a username and a
 * password, while a provider that knows us by our address may do without.
 */
final class AccountCheck {

  private AccountCheck() {}

  /**
   * @param given without defaults, so that a field that is left out is seen
   */
  static List<Fault> faults(Located given) {
    return given.at("providers").items().flatMap(AccountCheck::check).toList();
  }

  private static Stream<Fault> check(Located provider) {
    return provider.at("register").node().booleanValue(true)
        ? missing(provider, "given unless register is false", "username", "password")
        : identity(provider);
  }

  /** Somebody has to stand in From. */
  private static Stream<Fault> identity(Located provider) {
    return provider.at("numbers").items().findFirst().isEmpty()
        ? missing(provider, "given unless there are numbers", "username")
        : Stream.empty();
  }

  private static Stream<Fault> missing(Located provider, String allowed, String... fields) {
    return Stream.of(fields)
        .filter(field -> !provider.has(field))
        .map(field -> new Fault(provider.at(field).path(), "is missing", allowed));
  }
}
