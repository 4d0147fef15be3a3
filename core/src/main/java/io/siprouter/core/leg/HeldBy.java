package io.siprouter.core.leg;

/** Which side of a leg holds the other, so that no sound is due. */
public enum HeldBy {
  NOBODY(""),
  /** A program had us hold the party. */
  US("us"),
  /** The party holds us, or wants less of our sound than there is. */
  PARTY("party"),
  BOTH("both");

  private final String wireName;

  HeldBy(String wireName) {
    this.wireName = wireName;
  }

  static HeldBy of(boolean us, boolean party) {
    if (us) {
      return party ? BOTH : US;
    }
    return party ? PARTY : NOBODY;
  }

  /** The name on the wire, for example {@code party}; empty for nobody. */
  public String wireName() {
    return wireName;
  }

  public boolean isAnybody() {
    return this != NOBODY;
  }

  public boolean isUs() {
    return this == US || this == BOTH;
  }

  public boolean isParty() {
    return this == PARTY || this == BOTH;
  }
}
