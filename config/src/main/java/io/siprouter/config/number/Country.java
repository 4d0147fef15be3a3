package io.siprouter.config.number;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What dialling in a country is like. Immutable. ITU-T E.164, E.123.
 *
 * @param code ISO 3166-1 alpha-2: {@code DE}
 * @param callingCode {@code 49}
 * @param nationalPrefix dialled before an area code; empty where there is none
 * @param internationalPrefix dialled before a calling code; empty where it depends on the carrier
 * @param emergencyNumbers may be empty where they are not known
 */
public record Country(
    String code,
    String callingCode,
    String nationalPrefix,
    String internationalPrefix,
    List<String> emergencyNumbers) {

  private static final Map<String, Country> ALL = read();

  public Country {
    emergencyNumbers = List.copyOf(emergencyNumbers);
  }

  /** The country of a code in capitals. */
  public static Optional<Country> of(String code) {
    return Optional.ofNullable(ALL.get(code));
  }

  /** Every country there is. */
  static Iterable<Country> all() {
    return ALL.values();
  }

  private static Map<String, Country> read() {
    try (var in = Country.class.getResourceAsStream("countries.csv");
        var lines =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .skip(1)
          .map(Country::parse)
          .collect(Collectors.toUnmodifiableMap(Country::code, Function.identity()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Country parse(String line) {
    var cells = line.split(";", -1);
    var emergency = cells[4].isEmpty() ? List.<String>of() : List.of(cells[4].split(" "));
    return new Country(cells[0], cells[1], cells[2], cells[3], emergency);
  }
}
