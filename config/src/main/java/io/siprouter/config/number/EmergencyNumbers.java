package io.siprouter.config.number;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The numbers that save lives, in every form somebody in need dials them: {@code 112}, and where
 * 112 is meant {@code 0112}, {@code +49112}, {@code 0049112}. Pure and immutable: any thread.
 */
public final class EmergencyNumbers {
  /** Reaches help from every mobile phone, and the least that is known everywhere. */
  private static final List<String> WHERE_NOTHING_IS_KNOWN = List.of("112");

  private final Map<String, String> byForm;
  private final Collection<String> prefixes;

  private EmergencyNumbers(Map<String, String> byForm, Collection<String> prefixes) {
    this.byForm = byForm;
    this.prefixes = prefixes;
  }

  /** The numbers of a country; 112 where they are not known. */
  public static List<String> of(String country) {
    return Country.of(country)
        .map(Country::emergencyNumbers)
        .filter(numbers -> !numbers.isEmpty())
        .orElse(WHERE_NOTHING_IS_KNOWN);
  }

  /**
   * These numbers, however they are dialled here.
   *
   * @param plan what else may stand before them
   * @param prefixes what people here dial before other numbers: for an outside line, or to hide
   *     their own
   */
  public static EmergencyNumbers of(
      List<String> numbers, NumberPlan plan, Collection<String> prefixes) {
    var leads = leads(plan);
    return new EmergencyNumbers(
        numbers.stream()
            .distinct()
            .flatMap(number -> leads.stream().map(lead -> Map.entry(lead + number, number)))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, _) -> first)),
        prefixes.stream().filter(prefix -> !prefix.isEmpty()).distinct().toList());
  }

  private static List<String> leads(NumberPlan plan) {
    var country = plan.callingCode();
    return Stream.of(
            "",
            plan.nationalPrefix(),
            "+",
            "+" + country,
            plan.internationalPrefix(),
            plan.internationalPrefix() + country)
        .distinct()
        .toList();
  }

  /** The number that is meant, as it is to be called; empty for every other number. */
  public Optional<String> meant(String dialled) {
    var number = DialString.parse(dialled).number();
    return form(number).or(() -> prefixes.stream().flatMap(p -> after(p, number)).findFirst());
  }

  private Optional<String> form(String number) {
    return Optional.ofNullable(byForm.get(number));
  }

  private Stream<String> after(String prefix, String number) {
    return number.startsWith(prefix)
        ? form(number.substring(prefix.length())).stream()
        : Stream.empty();
  }
}
