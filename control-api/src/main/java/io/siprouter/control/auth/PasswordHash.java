package io.siprouter.control.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * An Argon2id hash of a password, in the PHC string format. Making and checking one takes a tenth
 * of a second and {@link Argon2Cost#memoryKib()} of memory. Immutable. RFC 9106.
 */
public final class PasswordHash {

  private static final int SALT_BYTES = 16;
  private static final int TAG_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();

  /** As the schema of the configuration has it, so that no hash asks for more than 98 MiB. */
  private static final Pattern TEXT =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(?<memory>[1-9][0-9]{3,4}),t=(?<passes>[1-9]),p=(?<lanes>[1-4])"
              + "\\$(?<salt>[A-Za-z0-9+/]{22})\\$(?<tag>[A-Za-z0-9+/]{43})");

  private final Argon2Cost cost;
  private final byte[] salt;
  private final byte[] tag;

  private PasswordHash(Argon2Cost cost, byte[] salt, byte[] tag) {
    this.cost = cost;
    this.salt = salt;
    this.tag = tag;
  }

  /** Hashes a password with a salt of its own. */
  public static PasswordHash of(String password) {
    return of(password, Argon2Cost.USUAL);
  }

  static PasswordHash of(String password, Argon2Cost cost) {
    var salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return new PasswordHash(cost, salt, tag(password, salt, cost));
  }

  /** A hash of nothing, for whoever is unknown: to check it takes as long as any. */
  static PasswordHash decoy(Argon2Cost cost) {
    var bytes = new byte[SALT_BYTES + TAG_BYTES];
    RANDOM.nextBytes(bytes);
    return new PasswordHash(
        cost,
        Arrays.copyOf(bytes, SALT_BYTES),
        Arrays.copyOfRange(bytes, SALT_BYTES, bytes.length));
  }

  /** Reads {@code $argon2id$v=19$m=...}. */
  public static Optional<PasswordHash> parse(String text) {
    var matcher = TEXT.matcher(text);
    return matcher.matches() ? Optional.of(parse(matcher)) : Optional.empty();
  }

  private static PasswordHash parse(Matcher text) {
    var decoder = Base64.getDecoder();
    return new PasswordHash(
        new Argon2Cost(
            Integer.parseInt(text.group("memory")),
            Integer.parseInt(text.group("passes")),
            Integer.parseInt(text.group("lanes"))),
        decoder.decode(text.group("salt")),
        decoder.decode(text.group("tag")));
  }

  /** Whether this is the hash of a password; in the same time for all passwords. */
  public boolean matches(String password) {
    return MessageDigest.isEqual(tag, tag(password, salt, cost));
  }

  private static byte[] tag(String password, byte[] salt, Argon2Cost cost) {
    var parameters =
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.memoryKib())
            .withIterations(cost.passes())
            .withParallelism(cost.lanes())
            .withSalt(salt)
            .build();
    var generator = new Argon2BytesGenerator();
    generator.init(parameters);
    var tag = new byte[TAG_BYTES];
    generator.generateBytes(password.getBytes(UTF_8), tag);
    return tag;
  }

  /** For files; never for a log or an answer. */
  public String text() {
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            cost.memoryKib(),
            cost.passes(),
            cost.lanes(),
            ENCODER.encodeToString(salt),
            ENCODER.encodeToString(tag));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PasswordHash that && text().equals(that.text());
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }

  @Override
  public String toString() {
    return "(hidden)";
  }
}
