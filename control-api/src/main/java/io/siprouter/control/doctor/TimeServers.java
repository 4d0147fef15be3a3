package io.siprouter.control.doctor;

import java.util.List;
import java.util.stream.Stream;

/** The time servers that this machine is set to follow, by the files of the usual programs. */
record TimeServers(Machine machine) {

  /** Host names and addresses; none where none is set. */
  List<String> names() {
    return Stream.of(timesyncd(), ntp("etc/chrony/chrony.conf"), ntp("etc/ntpsec/ntp.conf"))
        .flatMap(names -> names)
        .distinct()
        .toList();
  }

  private Stream<String> timesyncd() {
    return machine.lines("etc/systemd/timesyncd.conf").stream()
        .filter(line -> line.startsWith("NTP=") || line.startsWith("FallbackNTP="))
        .flatMap(line -> Stream.of(line.substring(line.indexOf('=') + 1).strip().split("\\s+")))
        .filter(name -> !name.isEmpty());
  }

  private Stream<String> ntp(String file) {
    return machine.lines(file).stream()
        .map(line -> line.strip().split("\\s+"))
        .filter(words -> words.length > 1 && words[0].matches("server|pool|peer"))
        .map(words -> words[1]);
  }
}
