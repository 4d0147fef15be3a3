package io.siprouter.core.leg;

/**
 * Who is at the far end of a leg, the same for its whole life.
 *
 * @param account the id of the device or provider; empty for a part of this program
 * @param remote for people: a number, an extension, a feature
 * @param uri as SIP names it; empty where no SIP leads there
 */
public record LegPeer(LegKind kind, String account, String remote, String uri) {

  /** A part of this program. */
  public static LegPeer tool(String name) {
    return new LegPeer(LegKind.TOOL, "", name, "");
  }
}
