package io.siprouter.core.explain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What would happen to a call, and why. Immutable.
 *
 * @param at when the call would begin
 * @param caller who calls
 * @param dialled the number as it was given
 * @param number the number that rules see: worldwide, or as dialled where it has no such form
 * @param shown whom phones that ring are shown
 * @param steps what was looked at before the rules, in this order
 * @param rules that were tried, in this order; the last one may have taken the call
 * @param rulesLeft how many come after those
 * @param decision what the configuration decides
 * @param now what that comes to with the phones and providers there are now, whenever the call
 *     would begin; empty where no engine runs
 * @param phones devices that ring at once
 * @param providers that are tried one after the other, in this order
 */
public record Explanation(
    Instant at,
    Caller caller,
    String dialled,
    String number,
    Shown shown,
    List<Step> steps,
    List<Rule> rules,
    int rulesLeft,
    Course decision,
    Optional<Course> now,
    List<Phone> phones,
    List<Provider> providers) {

  public Explanation {
    steps = List.copyOf(steps);
    rules = List.copyOf(rules);
    phones = List.copyOf(phones);
    providers = List.copyOf(providers);
  }

  /** What a call comes to. */
  public enum Result {
    ECHO,
    RING,
    DIAL,
    EMERGENCY,
    REFUSE
  }

  /**
   * Who calls.
   *
   * @param device its id, where one of ours calls
   * @param provider its id, where a provider calls
   * @param number the caller's as it was given, or the device's extension; empty when unknown
   */
  public record Caller(Optional<String> device, Optional<String> provider, String number) {}

  /** Whom a called phone is shown. */
  public record Shown(String number, String name, boolean withheld) {}

  /**
   * One thing that was looked at.
   *
   * @param step its name: {@code hide_number}, {@code emergency}, {@code feature_code}, {@code
   *     number}, {@code rights} or {@code extension}
   * @param text what was found, for people
   */
  public record Step(String step, String text) {}

  /**
   * One rule that was tried.
   *
   * @param verdict {@code taken} or the first thing that does not fit: {@code disabled}, {@code
   *     other_direction}, {@code other_source}, {@code other_number}, {@code other_caller}, {@code
   *     other_time}
   * @param reason the verdict for people
   * @param schedule that was looked at last; empty where the rule has none or did not fit before
   */
  public record Rule(
      String id,
      String name,
      int priority,
      boolean taken,
      String verdict,
      String reason,
      Optional<Schedule> schedule) {}

  /**
   * What a schedule is when the call would begin.
   *
   * @param timezone whose wall clock counts
   * @param until when that changes next; empty where it stays so for more than a year
   */
  public record Schedule(
      String id, String name, String timezone, boolean open, Optional<Instant> until) {}

  /**
   * What is done with the call.
   *
   * @param route the rule that decided it
   * @param sipStatus what a caller that is turned away is told [400..699]
   * @param ringSec how long phones ring before nobody has answered [s]
   */
  public record Course(
      Result result,
      Optional<String> route,
      String reason,
      Optional<Integer> sipStatus,
      Optional<Long> ringSec) {}

  /**
   * A device that is to ring.
   *
   * @param contacts where it is registered; empty where no engine runs
   */
  public record Phone(String device, String extension, Optional<List<Contact>> contacts) {
    public Phone {
      contacts = contacts.map(List::copyOf);
    }
  }

  /**
   * One phone that would ring.
   *
   * @param address where its requests come from, {@code transport:ip:port}
   * @param invite what it would be sent
   */
  public record Contact(String uri, String address, String invite) {}

  /**
   * A provider that is to be tried.
   *
   * @param number the called one as this provider writes it
   * @param callerId the number that it is told to show
   * @param withheld whether it is asked to hide that
   * @param state of our registration there; empty where no engine runs
   * @param full whether it has as many calls as it may, so that the next one is tried
   * @param invite what its first server would be sent; empty before the provider has been found
   */
  public record Provider(
      String provider,
      String number,
      String callerId,
      boolean withheld,
      Optional<String> state,
      Optional<Boolean> full,
      Optional<String> invite) {}
}
