package io.siprouter.control.doctor;

/**
 * What one check has seen. Immutable.
 *
 * @param check what was looked at
 * @param found what was seen there, for people; where nothing was looked at, why
 * @param remedy what to do about it; empty where there is nothing to be done
 */
public record Finding(String check, Status status, String found, String remedy) {

  /** How bad it is. */
  public enum Status {
    OK,
    /** Calls work, though not as they should. */
    WARNING,
    /** Calls fail. */
    FAULT,
    /** Nobody looked. */
    SKIPPED
  }

  static Finding ok(String check, String found) {
    return new Finding(check, Status.OK, found, "");
  }

  static Finding warning(String check, String found, String remedy) {
    return new Finding(check, Status.WARNING, found, remedy);
  }

  static Finding fault(String check, String found, String remedy) {
    return new Finding(check, Status.FAULT, found, remedy);
  }

  static Finding skipped(String check, String why) {
    return new Finding(check, Status.SKIPPED, why, "");
  }
}
