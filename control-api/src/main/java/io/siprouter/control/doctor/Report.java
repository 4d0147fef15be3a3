package io.siprouter.control.doctor;

import io.siprouter.control.doctor.Finding.Status;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Findings for people and for programs. */
public record Report(List<Finding> findings) {

  private record Document(String verdict, List<Item> findings) {}

  private record Item(String check, String status, String found, String remedy) {}

  public Report {
    findings = List.copyOf(findings);
  }

  /** One finding, and below it what to do about it. */
  public static List<String> lines(Finding finding) {
    var seen = line(name(finding.status()), finding.check(), finding.found());
    return finding.remedy().isEmpty()
        ? List.of(seen)
        : List.of(seen, line("", "", "-> " + finding.remedy()));
  }

  private static String line(String status, String check, String text) {
    return "  %-8s %-20s %s".formatted(status, check, text);
  }

  /** Whether calls work, as far as can be seen. */
  public boolean isFine() {
    return count(Status.FAULT) == 0;
  }

  /** The last word. */
  public String verdict() {
    return "%s. Faults: %d, warnings: %d, skipped: %d, ok: %d."
        .formatted(
            isFine() ? "Fit for calls" : "NOT fit for calls",
            count(Status.FAULT),
            count(Status.WARNING),
            count(Status.SKIPPED),
            count(Status.OK));
  }

  /** All of it as JSON. */
  public String json() {
    var worst =
        Stream.of(Status.FAULT, Status.WARNING, Status.OK)
            .filter(status -> count(status) > 0)
            .findFirst()
            .orElse(Status.SKIPPED);
    var items =
        findings.stream()
            .map(each -> new Item(each.check(), name(each.status()), each.found(), each.remedy()))
            .toList();
    return JsonMapper.shared().writeValueAsString(new Document(name(worst), items));
  }

  private static String name(Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  private long count(Status status) {
    return findings.stream().filter(finding -> finding.status() == status).count();
  }
}
