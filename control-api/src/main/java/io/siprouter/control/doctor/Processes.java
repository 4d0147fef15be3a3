package io.siprouter.control.doctor;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who of this machine has what open, as far as we may know: processes of other users show their
 * files to root only.
 */
record Processes(Machine machine) {

  /** The name of a process and its number, for people. */
  record Holder(String name, long pid) {
    @Override
    public String toString() {
      return "%s (process %d)".formatted(name, pid);
    }
  }

  /** The process that has a file open. */
  Optional<Holder> withFile(Path file) {
    return withOpen(Set.of(file.toString()));
  }

  /** The process that has one of these sockets. */
  Optional<Holder> withSocket(Set<String> inodes) {
    return inodes.isEmpty() ? Optional.empty() : withOpen(named(inodes));
  }

  /** Whether this process has one of these sockets. */
  boolean hasSocket(long pid, Set<String> inodes) {
    return hasOpen(Long.toString(pid), named(inodes));
  }

  private static Set<String> named(Set<String> inodes) {
    return Set.copyOf(inodes.stream().map("socket:[%s]"::formatted).toList());
  }

  private Optional<Holder> withOpen(Set<String> targets) {
    return pids().filter(pid -> hasOpen(pid, targets)).findFirst().map(this::holder);
  }

  private Stream<String> pids() {
    return machine.names("proc").stream().filter(name -> name.matches("\\d{1,18}"));
  }

  private boolean hasOpen(String pid, Set<String> targets) {
    return machine.links("proc/" + pid + "/fd").stream().anyMatch(targets::contains);
  }

  private Holder holder(String pid) {
    List<String> name = machine.lines("proc/" + pid + "/comm");
    return new Holder(name.isEmpty() ? "a program" : name.getFirst(), Long.parseLong(pid));
  }
}
