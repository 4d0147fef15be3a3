package io.siprouter.control.command;

import java.util.List;
import java.util.Optional;

/**
 * Why a command was not done. RFC 9457.
 *
 * @param title the status in words
 * @param status of HTTP [400..599]
 * @param code stable, for programs
 * @param detail for people
 * @param field the first argument that is wrong
 * @param errors every argument that is wrong
 * @param state what the thing asked about is in, where that does not allow the command
 * @param sipStatus the final status of the call that came of it [300..699]
 * @param retryAfter when to try again [s]
 */
public record Problem(
    String title,
    int status,
    String code,
    String detail,
    Optional<String> field,
    List<Fault> errors,
    Optional<String> state,
    Optional<Integer> sipStatus,
    Optional<Integer> retryAfter) {

  public Problem {
    errors = List.copyOf(errors);
  }

  private static Problem of(String title, int status, String code, String detail) {
    return new Problem(
        title,
        status,
        code,
        detail,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Arguments are wrong. */
  public static Problem badFields(List<Fault> faults) {
    var first = faults.getFirst();
    return of("Bad Request", 400, "bad_field", first.field() + " " + first.detail())
        .about(faults, first.field());
  }

  public static Problem badField(String field, String detail) {
    return badFields(List.of(new Fault(field, detail)));
  }

  /** What was sent cannot be read at all. */
  public static Problem unreadable(String detail) {
    return of("Bad Request", 400, "unreadable", detail);
  }

  public static Problem unauthorized(String detail) {
    return of("Unauthorized", 401, "unauthorized", detail);
  }

  public static Problem forbidden(Scope missing) {
    return of("Forbidden", 403, "scope", "the scope " + missing.wireName() + " is needed");
  }

  public static Problem forbidden(String code, String detail) {
    return of("Forbidden", 403, code, detail);
  }

  public static Problem notFound(String detail) {
    return of("Not Found", 404, "not_found", detail);
  }

  public static Problem wrongMethod(String detail) {
    return of("Method Not Allowed", 405, "method", detail);
  }

  /** The thing there is does not allow this now. */
  public static Problem conflict(String code, String detail) {
    return of("Conflict", 409, code, detail);
  }

  public static Problem wrongState(String state, String detail) {
    return conflict("wrong_state", detail).in(state);
  }

  public static Problem preconditionFailed(String detail) {
    return of("Precondition Failed", 412, "changed_meanwhile", detail);
  }

  /** What is replaced has to be named. RFC 6585 §3. */
  public static Problem preconditionRequired(String detail) {
    return of("Precondition Required", 428, "precondition_required", detail);
  }

  public static Problem tooLarge(String detail) {
    return of("Content Too Large", 413, "too_large", detail);
  }

  public static Problem longAddress() {
    return of("URI Too Long", 414, "too_long", "the address is too long");
  }

  public static Problem longHeaders() {
    return of("Request Header Fields Too Large", 431, "too_large", "the headers are too long");
  }

  public static Problem unsupported(String detail) {
    return of("Unsupported Media Type", 415, "media_type", detail);
  }

  public static Problem unprocessable(String code, String detail) {
    return of("Unprocessable Content", 422, code, detail);
  }

  /** Too much at once. */
  public static Problem tooMany(String detail, int retryAfterSec) {
    return of("Too Many Requests", 429, "too_many", detail).after(retryAfterSec);
  }

  public static Problem internal() {
    return of("Internal Server Error", 500, "error", "see the log of the daemon");
  }

  public static Problem unavailable(String code, String detail, int retryAfterSec) {
    return of("Service Unavailable", 503, code, detail).after(retryAfterSec);
  }

  /** The same with the final status of a call. */
  public Problem withSipStatus(int status) {
    return new Problem(
        title, this.status, code, detail, field, errors, state, Optional.of(status), retryAfter);
  }

  /** The same with all that is wrong. */
  public Problem about(List<Fault> faults, String first) {
    return new Problem(
        title, status, code, detail, Optional.of(first), faults, state, sipStatus, retryAfter);
  }

  private Problem in(String found) {
    return new Problem(
        title, status, code, detail, field, errors, Optional.of(found), sipStatus, retryAfter);
  }

  private Problem after(int seconds) {
    return new Problem(
        title, status, code, detail, field, errors, state, sipStatus, Optional.of(seconds));
  }
}
