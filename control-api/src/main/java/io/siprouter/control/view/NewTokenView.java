package io.siprouter.control.view;

import java.util.List;

/**
 * A token that was made just now.
 *
 * @param id its name
 * @param token the secret, which is shown this once
 * @param scopes what its bearer may do
 */
public record NewTokenView(String id, String token, List<String> scopes) {
  public NewTokenView {
    scopes = List.copyOf(scopes);
  }
}
