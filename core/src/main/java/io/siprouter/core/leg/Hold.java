package io.siprouter.core.leg;

/** How far we have come with holding a leg's party, or with holding it no more. RFC 6337 §5.3. */
public enum Hold {
  /** We do not hold it. */
  OFF("answered"),
  /** We have offered to hold it. */
  BEGINNING("holding"),
  /** We hold it. */
  ON("held"),
  /** We have offered to hold it no more. */
  ENDING("resuming");

  private final String word;

  Hold(String word) {
    this.word = word;
  }

  /** For whoever asks for something that cannot be done now. */
  public String word() {
    return word;
  }

  /** Whether no offer about it is under way. */
  public boolean isSettled() {
    return this == OFF || this == ON;
  }

  /** What it is once our offer is taken. */
  Hold done() {
    return switch (this) {
      case OFF, ENDING -> OFF;
      case BEGINNING, ON -> ON;
    };
  }

  /** What it is once our offer has come to nothing. */
  Hold undone() {
    return switch (this) {
      case OFF, BEGINNING -> OFF;
      case ENDING, ON -> ON;
    };
  }
}
