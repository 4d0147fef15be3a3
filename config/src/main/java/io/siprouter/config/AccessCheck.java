package io.siprouter.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What a schema cannot say about users and tokens: names that differ, one secret a token. */
final class AccessCheck {

  private static final Pattern TOKEN = Pattern.compile("[!-~]{20,256}");

  private final Located config;
  private final List<Fault> faults = new ArrayList<>();

  /**
   * @param config complete, secrets included
   */
  AccessCheck(Located config) {
    this.config = config;
  }

  List<Fault> faults() {
    checkUnique("users");
    checkUnique("tokens");
    config.at("tokens").items().forEach(this::checkSecret);
    return faults;
  }

  private void checkUnique(String section) {
    var first = new HashMap<String, Located>();
    config.at(section).items().map(item -> item.at("id")).forEach(id -> checkFirst(id, first));
  }

  private void checkFirst(Located place, Map<String, Located> first) {
    place
        .text()
        .map(id -> first.putIfAbsent(id, place))
        .ifPresent(
            earlier ->
                faults.add(place.fault("as " + earlier.path(), "a value that no other one has")));
  }

  private void checkSecret(Located owner) {
    var token = owner.at("token");
    if (owner.has("token") == owner.has("tokenHash")) {
      faults.add(new Fault(owner.path(), "is without one secret", "either token or tokenHash"));
    } else if (token.text().filter(text -> !TOKEN.matcher(text).matches()).isPresent()) {
      var allowed = "20 to 256 printable ASCII characters without space";
      faults.add(new Fault(token.path(), "is (hidden)", allowed));
    }
  }
}
