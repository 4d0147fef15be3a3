package io.siprouter.control.auth;

import io.siprouter.core.state.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code access.json} in the state folder: users and tokens that were made at run time, as hashes.
 * One thread at a time; waits for the disk.
 */
final class AccessFile {

  private static final Logger log = LoggerFactory.getLogger(AccessFile.class);
  private static final String NAME = "access.json";

  private record Content(List<UserLine> users, List<TokenLine> tokens) {}

  private record UserLine(String name, String passwordHash, List<String> scopes) {
    static UserLine of(User user) {
      return new UserLine(user.name(), user.hash().text(), Scopes.names(user.scopes()));
    }

    User user() {
      var hash = PasswordHash.parse(passwordHash).orElseThrow(() -> broken("hash of " + name));
      return new User(name, hash, Scopes.parse(scopes), false);
    }
  }

  private record TokenLine(
      String id, String tokenHash, String prefix, List<String> scopes, String created) {
    static TokenLine of(Token token) {
      return new TokenLine(
          token.id(),
          token.hash(),
          token.prefix(),
          Scopes.names(token.scopes()),
          token.created().map(Instant::toString).orElseThrow());
    }

    Token token() {
      return new Token(
          id, tokenHash, prefix, Scopes.parse(scopes), Optional.of(Instant.parse(created)));
    }
  }

  private final AtomicFile file;
  private final JsonMapper mapper =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  AccessFile(Path state) {
    this.file = new AtomicFile(state.resolve(NAME));
  }

  /** What is kept; a file that is broken is put aside, so that telephones go on. */
  AccessBook load() throws IOException {
    if (Files.notExists(file.path())) {
      return AccessBook.EMPTY;
    }
    try {
      return book(mapper.readValue(Files.readAllBytes(file.path()), Content.class));
    } catch (JacksonException
        | IllegalArgumentException
        | IllegalStateException
        | DateTimeException e) {
      var aside = file.path().resolveSibling(NAME + ".broken");
      Files.move(file.path(), aside, StandardCopyOption.REPLACE_EXISTING);
      log.error("Nobody of {} can log in: it is broken, and now {}", file.path(), aside, e);
      return AccessBook.EMPTY;
    }
  }

  private static AccessBook book(Content content) {
    return AccessBook.of(
        content.users().stream().map(UserLine::user).toList(),
        content.tokens().stream().map(TokenLine::token).toList());
  }

  void save(AccessBook book) throws IOException {
    var content =
        new Content(
            book.sortedUsers().stream().map(UserLine::of).toList(),
            book.sortedTokens().stream().map(TokenLine::of).toList());
    file.write(mapper.writeValueAsBytes(content));
  }

  private static IllegalArgumentException broken(String what) {
    return new IllegalArgumentException("unusable " + what);
  }
}
