package io.siprouter.config;

import io.siprouter.config.header.HeaderRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a schema cannot say about headers: which ones may be written. */
final class HeaderCheck {
  private final Located config;
  private final List<Fault> faults = new ArrayList<>();

  HeaderCheck(Located config) {
    this.config = config;
  }

  List<Fault> faults() {
    var section = config.at("headers");
    Stream.of("all", "toProviders", "toDevices").map(section::at).forEach(this::check);
    var methods = section.at("methods");
    methods.names().map(methods::at).forEach(this::check);
    Stream.of("providers", "devices")
        .flatMap(list -> config.at(list).items())
        .map(owner -> owner.at("headers"))
        .forEach(this::check);
    return faults;
  }

  private void check(Located headers) {
    headers.names().forEach(name -> check(headers.at(name), name));
  }

  private void check(Located header, String name) {
    header
        .text()
        .flatMap(value -> HeaderRule.fault(name, value))
        .ifPresent(allowed -> faults.add(header.fault(allowed)));
  }
}
