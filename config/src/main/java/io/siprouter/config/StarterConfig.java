package io.siprouter.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.stream.Collectors;

/** The configuration of a first start: two phones, 101 and 102, and 100 that rings both. */
public final class StarterConfig {
  // Without i l o I O 0 1: people type these from a screen into a phone.
  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  private static final int SECRET_LENGTH = 24; // 139 bits

  private StarterConfig() {}

  /**
   * Writes it, for the owner's eyes only, with fresh passwords; all of the file or nothing.
   *
   * @throws java.nio.file.FileAlreadyExistsException if there is a file, which stays as it is
   */
  public static void write(Path file) throws IOException {
    var target = file.toAbsolutePath();
    var folder = Files.createDirectories(target.resolveSibling(""));
    var draft = Files.createTempFile(folder, ".siprouter", ".json"); // 0600 from the start
    try {
      writeThrough(draft, text(new SecureRandom()));
      Files.move(draft, target);
    } finally {
      Files.deleteIfExists(draft);
    }
    force(folder);
  }

  private static String text(SecureRandom random) {
    return """
    {
      "devices": [
        {
          "id": "phone-101",
          "displayName": "Phone 101",
          "extension": "101",
          "username": "101",
          "password": "%s"
        },
        {
          "id": "phone-102",
          "displayName": "Phone 102",
          "extension": "102",
          "username": "102",
          "password": "%s"
        }
      ],
      "routes": [
        {
          "id": "all-phones",
          "name": "All phones",
          "match": { "direction": "internal", "numberPattern": "100" },
          "action": { "devices": ["phone-101", "phone-102"] }
        }
      ]
    }
    """
        .formatted(secret(random), secret(random));
  }

  private static String secret(SecureRandom random) {
    return random
        .ints(SECRET_LENGTH, 0, ALPHABET.length())
        .mapToObj(i -> ALPHABET.substring(i, i + 1))
        .collect(Collectors.joining());
  }

  private static void writeThrough(Path file, String text) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /** A rename lasts once its folder is on the disk. */
  private static void force(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
