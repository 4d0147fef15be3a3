package io.siprouter.config.number;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How numbers are dialled at one place. Pure and immutable: any thread. ITU-T E.164.
 *
 * <p>It knows prefixes, not which numbers exist: a router that judged that would refuse the numbers
 * of tomorrow. Whatever could be an extension or a short number stays as it was dialled.
 *
 * @param callingCode {@code 49}; empty where the country is not known
 * @param areaCode without national prefix; empty: numbers without prefix stay as dialled
 * @param nationalPrefix {@code 0}; empty where there is none
 * @param internationalPrefix {@code 00}; empty where there is none
 */
public record NumberPlan(
    String callingCode, String areaCode, String nationalPrefix, String internationalPrefix) {

  /** Where nothing is known, {@code +49...} alone is a worldwide number. */
  public static final NumberPlan UNKNOWN = new NumberPlan("", "", "", "");

  /** The prefixes a country has. */
  public static final String AUTO = "auto";

  private static final Pattern DIGITS = Pattern.compile("[0-9]+");

  /** E.164 allows 15 digits with the calling code; no country has numbers of fewer than 7. */
  private static final Pattern WORLDWIDE = Pattern.compile("[1-9][0-9]{6,14}");

  /** Subscribers' numbers begin so; 0 and 1 are for prefixes and short numbers. */
  private static final Pattern SUBSCRIBER = Pattern.compile("[2-9][0-9]{4,}");

  /** Where there is no national prefix, only the length tells a number from a short one. */
  private static final int LEAST_WITHOUT_PREFIX = 7;

  private static final int LEAST_FROM_PROVIDER = 8;
  private static final int NORTH_AMERICAN_LENGTH = 10;

  /**
   * The plan of a place.
   *
   * @param country ISO 3166-1 alpha-2; one that is not known has no plan
   * @param areaCode with or without national prefix; may be empty
   * @param nationalPrefix {@link #AUTO} is the country's
   * @param internationalPrefix {@link #AUTO} is the country's
   */
  public static NumberPlan at(
      String country, String areaCode, String nationalPrefix, String internationalPrefix) {
    return Country.of(country)
        .map(
            there -> {
              var national = auto(nationalPrefix, there.nationalPrefix());
              var international = auto(internationalPrefix, there.internationalPrefix());
              var area = after(national, areaCode).orElse(areaCode);
              return new NumberPlan(there.callingCode(), area, national, international);
            })
        .orElse(UNKNOWN);
  }

  private static String auto(String configured, String country) {
    return configured.equals(AUTO) ? country : configured;
  }

  /** Reads what somebody dials here: a user part or a {@code tel:} URI. */
  public PhoneNumber dialled(String text) {
    return read(text).number();
  }

  /** The same with the reason. */
  public NumberReading read(String text) {
    var dial = DialString.parse(text);
    return dial.context()
        .flatMap(context -> within(context, dial.number()))
        .or(() -> worldwide(dial.number()))
        .map(found -> found.of(dial.number()))
        .orElseGet(() -> asItIs(dial.number()));
  }

  /** Reads what a provider says that writes numbers in this format, or in any clearer one. */
  public PhoneNumber told(String text, NumberFormat format) {
    return readTold(text, format).number();
  }

  /** The same with the reason. */
  public NumberReading readTold(String text, NumberFormat format) {
    var number = DialString.parse(text).number();
    return switch (format) {
      case E164, E164_DIGITS -> isBare(number) ? global(number) : read(text);
      case NATIONAL, AS_DIALLED -> read(text);
    };
  }

  /** Writes a number for a provider of this place. */
  public String write(PhoneNumber number, NumberFormat format) {
    return switch (format) {
      case E164 -> number.normalised();
      case E164_DIGITS -> number.e164().map(e164 -> e164.substring(1)).orElse(number.dialled());
      case NATIONAL -> number.e164().map(this::national).orElse(number.dialled());
      case AS_DIALLED -> number.dialled();
    };
  }

  /** How a phone here dials a number back. */
  public String dialBack(PhoneNumber number) {
    return callingCode.isEmpty() ? number.dialled() : write(number, NumberFormat.NATIONAL);
  }

  private String national(String e164) {
    if (callingCode.isEmpty()) {
      return e164;
    }
    return after("+" + callingCode, e164)
        .map(number -> nationalPrefix + number)
        .orElseGet(
            () -> internationalPrefix.isEmpty() ? e164 : internationalPrefix + e164.substring(1));
  }

  private boolean isBare(String number) {
    return DIGITS.matcher(number).matches()
        && number.length() >= LEAST_FROM_PROVIDER
        && after(internationalPrefix, number).isEmpty()
        && after(nationalPrefix, number).isEmpty();
  }

  private static NumberReading global(String digits) {
    return e164(digits, "this provider leaves out the +")
        .map(found -> found.of(digits))
        .orElseGet(() -> asItIs(digits));
  }

  /** A worldwide number, and which rule it was found by. */
  private record Worldwide(String e164, String why) {
    NumberReading of(String dialled) {
      return new NumberReading(new PhoneNumber(dialled, Optional.of(e164)), why);
    }
  }

  private static NumberReading asItIs(String number) {
    return new NumberReading(
        PhoneNumber.local(number), "stays as dialled: no rule makes a worldwide number of it");
  }

  /** RFC 3966 §5.1.5: a number of another place, if it is one of its subscribers'. */
  private Optional<Worldwide> within(String context, String number) {
    var elsewhere = !callingCode.equals(context.substring(1));
    return elsewhere && SUBSCRIBER.matcher(number).matches()
        ? e164(context.substring(1) + number, "its phone-context is " + context)
        : Optional.empty();
  }

  private Optional<Worldwide> worldwide(String number) {
    if (number.startsWith("+")) {
      return e164(number.substring(1), "begins with +");
    }
    var abroad = after(internationalPrefix, number);
    if (abroad.isPresent()) {
      return e164(abroad.get(), "the international prefix " + internationalPrefix + " means +");
    }
    return callingCode.isEmpty() || !DIGITS.matcher(number).matches()
        ? Optional.empty()
        : withinCountry(number);
  }

  private Optional<Worldwide> withinCountry(String number) {
    var national = after(nationalPrefix, number);
    if (national.isPresent()) {
      return inCountry(
          national.get(), "the national prefix " + nationalPrefix + " means +" + callingCode);
    }
    if (isNorthAmerican(number) || isUnprefixed(number)) {
      return inCountry(number, "numbers of the country +" + callingCode + " need no prefix");
    }
    return !areaCode.isEmpty() && SUBSCRIBER.matcher(number).matches()
        ? inCountry(areaCode + number, "a number within the area " + areaCode)
        : Optional.empty();
  }

  private Optional<Worldwide> inCountry(String significant, String why) {
    return e164(callingCode + significant, why);
  }

  /** There the national prefix may be left out. */
  private boolean isNorthAmerican(String number) {
    return callingCode.equals("1") && number.length() == NORTH_AMERICAN_LENGTH;
  }

  private boolean isUnprefixed(String number) {
    return nationalPrefix.isEmpty() && number.length() >= LEAST_WITHOUT_PREFIX;
  }

  private static Optional<Worldwide> e164(String digits, String why) {
    return WORLDWIDE.matcher(digits).matches()
        ? Optional.of(new Worldwide("+" + digits, why))
        : Optional.empty();
  }

  private static Optional<String> after(String prefix, String text) {
    return !prefix.isEmpty() && text.startsWith(prefix)
        ? Optional.of(text.substring(prefix.length()))
        : Optional.empty();
  }
}
