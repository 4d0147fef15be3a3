package io.siprouter.sip.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * The torture messages of RFC 4475 and RFC 5118 as they go over the wire, and how we react to each.
 * The table says what is expected of whom; {@code torture/README.md} says where the bytes are from.
 */
public final class Torture {

  /**
   * What happens to one message.
   *
   * @param name file name, such as {@code rfc4475/wsinv}
   * @param door {@code passes}, {@code unreadable}, or the status it is refused with
   * @param udp the status of the engine's final answer, or {@code silence}
   * @param tcp the same over TCP; {@code closes} where the connection ends with it
   */
  public record Reaction(String name, String door, String udp, String tcp) {

    public byte[] message() {
      return Torture.message(name);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private Torture() {}

  public static List<Reaction> reactions() {
    var table = new String(bytes("reactions.txt"), StandardCharsets.UTF_8);
    return table
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(Torture::reaction)
        .toList();
  }

  private static Reaction reaction(String line) {
    var columns = line.split("\\|", -1);
    return new Reaction(columns[0].trim(), columns[1].trim(), columns[2].trim(), columns[3].trim());
  }

  /** The bytes of a message. */
  public static byte[] message(String name) {
    return bytes(name + ".dat");
  }

  private static byte[] bytes(String file) {
    try (InputStream in = Torture.class.getResourceAsStream("/torture/" + file)) {
      return Objects.requireNonNull(in, file).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
