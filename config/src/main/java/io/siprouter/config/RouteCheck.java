package io.siprouter.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a schema cannot say about routes: patterns that compile, names that exist, fields that fit
 * each other. Whatever the schema refuses is passed over here.
 */
final class RouteCheck {
  private static final List<String> TARGETS = List.of("devices", "provider", "reject");
  private static final String PATTERN =
      "a number, a prefix ending in *, or a regular expression between slashes";

  private final Located given;
  private final Located echo;
  private final Set<String> providers;
  private final Set<String> devices;
  private final Set<String> extensions;
  private final Set<String> schedules;
  private final List<Fault> faults = new ArrayList<>();

  /**
   * @param given without defaults, so that a field that does nothing is seen
   * @param complete with them
   */
  RouteCheck(Located given, Located complete) {
    this.given = given;
    this.echo = complete.at("featureCodes").at("echo");
    this.providers = values("providers", "id");
    this.devices = values("devices", "id");
    this.extensions = values("devices", "extension");
    this.schedules = values("schedules", "id");
  }

  List<Fault> faults() {
    given.at("routes").items().forEach(this::checkRoute);
    return faults;
  }

  private void checkRoute(Located route) {
    var direction = route.at("match").at("direction").text().orElse("");
    checkMatch(route.at("match"), direction);
    checkAction(route.at("action"), direction);
  }

  private void checkMatch(Located match, String direction) {
    checkPattern(match.at("numberPattern"));
    checkPattern(match.at("callerPattern"));
    checkKnown(match.at("sourceProvider"), "provider", providers);
    checkKnown(match.at("sourceDevice"), "device", devices);
    checkSchedule(match.at("schedule"));
    if (direction.equals("inbound")) {
      refuse(match.at("sourceDevice"), "outbound or internal routes only");
    } else {
      refuse(match.at("sourceProvider"), "inbound routes only");
      checkReachable(match.at("numberPattern"));
    }
  }

  private void checkSchedule(Located place) {
    place
        .text()
        .filter(text -> !schedules.contains(ScheduleMatch.parse(text).schedule()))
        .ifPresent(_ -> faults.add(place.fault("the id of a schedule, or ! and such an id")));
  }

  private void checkPattern(Located pattern) {
    pattern
        .text()
        .filter(text -> !text.isEmpty() && text.length() <= NumberPattern.MAX_LENGTH)
        .ifPresent(text -> checkPattern(pattern, text));
  }

  private void checkPattern(Located pattern, String text) {
    try {
      NumberPattern.parse(text);
    } catch (IllegalArgumentException e) {
      faults.add(pattern.fault("(" + e.getMessage() + ")", PATTERN));
    }
  }

  private void checkReachable(Located pattern) {
    pattern
        .text()
        .filter(number -> extensions.contains(number) || echo.text().equals(Optional.of(number)))
        .ifPresent(
            _ -> faults.add(pattern.fault("a number that is neither extension nor feature code")));
  }

  private void checkAction(Located action, String direction) {
    var targets = TARGETS.stream().filter(action::has).toList();
    if (action.node().isObject() && targets.size() != 1) {
      var found = targets.isEmpty() ? "has no target" : "has " + String.join(" and ", targets);
      faults.add(new Fault(action.path(), found, "exactly one of devices, provider, reject"));
    }
    checkTargets(action, direction);
    checkIdleFields(action);
  }

  private void checkTargets(Located action, String direction) {
    action.at("devices").items().forEach(item -> checkKnown(item, "device", devices));
    checkKnown(action.at("provider"), "provider", providers);
    action.at("failoverProviders").items().forEach(item -> checkFailover(item, action));
    switch (direction) {
      case "outbound" -> refuse(action.at("devices"), "provider or reject in an outbound route");
      case "inbound", "internal" ->
          refuse(action.at("provider"), "devices or reject in an " + direction + " route");
      default -> {} // the schema has refused it
    }
  }

  private void checkFailover(Located item, Located action) {
    checkKnown(item, "provider", providers);
    if (item.text().isPresent() && item.text().equals(action.at("provider").text())) {
      faults.add(item.fault("as " + action.at("provider").path(), "another provider"));
    }
  }

  private void checkIdleFields(Located action) {
    if (!action.has("devices")) {
      refuse(action.at("noAnswerTimeoutSec"), "only beside devices");
    }
    if (!action.has("provider")) {
      Stream.of("failoverProviders", "callerId", "stripPrefix", "prependPrefix")
          .forEach(field -> refuse(action.at(field), "only beside provider"));
    }
  }

  private void checkKnown(Located place, String kind, Set<String> known) {
    place
        .text()
        .filter(id -> !known.contains(id))
        .ifPresent(_ -> faults.add(place.fault("the id of a " + kind)));
  }

  private void refuse(Located place, String allowed) {
    if (!place.node().isMissingNode()) {
      faults.add(place.fault(allowed));
    }
  }

  private Set<String> values(String section, String field) {
    return given
        .at(section)
        .items()
        .flatMap(item -> item.at(field).text().stream())
        .collect(Collectors.toSet());
  }
}
