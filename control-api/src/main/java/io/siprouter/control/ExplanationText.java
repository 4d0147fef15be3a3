package io.siprouter.control;

import static java.util.stream.Collectors.joining;

import io.siprouter.core.explain.Explanation;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** Writes an explanation for people. One thread. */
final class ExplanationText {

  private static final String FACT = "  %-14s %s%n";

  private final PrintWriter out;

  ExplanationText(PrintWriter out) {
    this.out = out;
  }

  void print(Explanation explanation) {
    out.printf("Call from %s to %s%n", caller(explanation.caller()), explanation.dialled());
    out.printf("at %s%n%n", local(explanation.at()));
    explanation.steps().forEach(step -> out.printf(FACT, title(step.step()), step.text()));
    rules(explanation);
    out.println();
    out.printf(FACT, "Decision", outcome(explanation.decision()));
    out.printf(
        FACT,
        "Now",
        explanation
            .now()
            .map(ExplanationText::outcome)
            .orElse("not known: this is read from the file alone, and nobody was asked"));
    shown(explanation);
    explanation.phones().forEach(this::phone);
    providers(explanation);
    invites(explanation);
  }

  private static String local(Instant moment) {
    return moment
        .truncatedTo(ChronoUnit.SECONDS)
        .atZone(ZoneId.systemDefault())
        .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
  }

  private static String caller(Explanation.Caller caller) {
    return caller
        .device()
        .map(id -> "device " + id + extension(id, caller.number()))
        .orElseGet(
            () ->
                (caller.number().isEmpty() ? "a withheld number" : caller.number())
                    + caller.provider().map(id -> " by provider " + id).orElse(""));
  }

  private static String extension(String id, String extension) {
    return extension.isEmpty() || extension.equals(id) ? "" : " (" + extension + ")";
  }

  private static String title(String step) {
    return step.replace('_', ' ');
  }

  private void rules(Explanation explanation) {
    if (explanation.rules().isEmpty()) {
      return;
    }
    out.printf("%nRules by priority%n");
    for (var rule : explanation.rules()) {
      out.printf(
          "  %4d  %-20s %-4s %s%n",
          rule.priority(), rule.id(), rule.taken() ? "yes" : "no", rule.reason());
    }
    if (explanation.rulesLeft() > 0) {
      out.printf("        %d more are not asked%n", explanation.rulesLeft());
    }
  }

  private static String outcome(Explanation.Course outcome) {
    var text = new StringBuilder(outcome.result().name().toLowerCase(Locale.ROOT));
    outcome.sipStatus().ifPresent(status -> text.append(" with ").append(status));
    outcome.route().ifPresent(route -> text.append(", by rule ").append(route));
    text.append(": ").append(outcome.reason());
    outcome.ringSec().ifPresent(sec -> text.append(", for ").append(sec).append(" s"));
    return text.toString();
  }

  private void shown(Explanation explanation) {
    if (!explanation.phones().isEmpty()) {
      var shown = explanation.shown();
      var caller = shown.withheld() ? "nobody" : (shown.name() + " " + shown.number()).strip();
      out.printf(FACT, "Shown", caller);
    }
  }

  private void phone(Explanation.Phone phone) {
    var where = phone.contacts().map(ExplanationText::where).orElse("rings where it is registered");
    out.printf(FACT, "Phone", phone.device() + " " + where);
  }

  private static String where(List<Explanation.Contact> contacts) {
    return contacts.isEmpty()
        ? "is not registered"
        : contacts.stream()
            .map(Explanation.Contact::address)
            .collect(joining(" and ", "rings at ", ""));
  }

  private void providers(Explanation explanation) {
    var position = 0;
    for (var provider : explanation.providers()) {
      position++;
      out.printf(FACT, "Provider " + position, provider(provider));
    }
  }

  private static String provider(Explanation.Provider provider) {
    return "%s%s is asked for %s, %s"
        .formatted(
            provider.provider(),
            state(provider),
            provider.number(),
            provider.withheld()
                ? "caller hidden (" + provider.callerId() + ")"
                : "shown " + provider.callerId());
  }

  private static String state(Explanation.Provider provider) {
    var full = provider.full().filter(it -> it).map(_ -> ", full").orElse("");
    return provider.state().map(state -> " (" + state + full + ")").orElse("");
  }

  private void invites(Explanation explanation) {
    for (var phone : explanation.phones()) {
      phone
          .contacts()
          .orElse(List.of())
          .forEach(it -> invite(phone.device() + " at " + it.address(), it.invite()));
    }
    for (var provider : explanation.providers()) {
      provider.invite().ifPresent(text -> invite(provider.provider(), text));
    }
  }

  private void invite(String to, String text) {
    out.printf("%nINVITE to %s%n", to);
    text.lines().forEach(line -> out.printf("  %s%n", line));
  }
}
