package io.siprouter.control.doctor;

import io.siprouter.config.Provider;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Whether a provider knows us, as the running daemon tells. */
record Registration(Provider provider, Patient patient) {

  private static final String CHECK = "registration";

  /** At most one finding; none where no daemon runs. */
  List<Finding> finding() {
    return patient
        .daemon()
        .map(
            daemon ->
                List.of(daemon.read("/api/v1/providers").map(this::judged).orElseGet(this::untold)))
        .orElse(List.of());
  }

  private Finding untold() {
    return Finding.skipped(CHECK, "the running daemon does not tell about its providers");
  }

  private Finding judged(JsonNode providers) {
    return StreamSupport.stream(providers.path("items").spliterator(), false)
        .filter(item -> item.path("id").asString("").equals(provider.id()))
        .map(item -> judged(item.path("state").asString(""), item.path("reason").asString("")))
        .findFirst()
        .orElseGet(
            () ->
                Finding.warning(
                    CHECK,
                    "the running daemon does not know provider " + provider.id(),
                    "restart it: it runs with another configuration"));
  }

  private Finding judged(String state, String reason) {
    var found =
        "provider %s is %s".formatted(provider.id(), state)
            + (reason.isEmpty() ? "" : ": " + reason);
    return state.equals("registered")
        ? Finding.ok(CHECK, found)
        : Finding.fault(
            CHECK,
            found,
            "401, 403 or 404: username and password; no answer: domain, transport and firewall");
  }
}
